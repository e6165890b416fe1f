/** Where a refusal comes from: a text and its article. */
export type Source = { texte: string; article: string }
/** The domain says no, and why. `champ` is the path of the field concerned, when there is one. */
export type Refusal = { code: string; message: string; champ?: string; source?: Source }

export class Refused extends Error {
  readonly refusals: [Refusal, ...Refusal[]]
  constructor(refusals: [Refusal, ...Refusal[]]) {
    super(refusals[0].message)
    this.refusals = refusals
  }
}

/** Stops the write when there is at least one refusal. */
export function refuseIf(refusals: Refusal[]): void {
  const [first, ...rest] = refusals
  if (first) throw new Refused([first, ...rest])
}
