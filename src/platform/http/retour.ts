/** Only compared: what a browser on any page of ours would resolve. */
const ICI = 'http://ici.invalid'

/**
 * The path of ours that an address from outside names, or `sinon`: an address of elsewhere would
 * make our pages a springboard. Read as a browser reads it (WHATWG): it drops tabs and newlines,
 * takes a backslash for a slash, and two slashes for a host.
 */
export function cheminDIci(recu: unknown, sinon = '/'): string {
  if (typeof recu !== 'string' || !recu.startsWith('/') || !URL.canParse(recu, ICI)) return sinon
  const { origin, pathname, search, hash } = new URL(recu, ICI)
  // « /.//ailleurs » is ours until it is written again without its dot.
  return origin === ICI && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : sinon
}
