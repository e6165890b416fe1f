/** How a test of the hearing reads the screen that it drives. */
export const valeurs = (texte: string, nom: string) =>
  [...texte.matchAll(new RegExp(`name="${nom}" value="([^"]+)"`, 'g'))].map(
    trouve => trouve[1] ?? '',
  )
export const choisi = (texte: string, nom: string) =>
  new RegExp(`<select[^>]*name="${nom}"[\\s\\S]*?</select>`)
    .exec(texte)?.[0]
    .match(/<option value="([^"]+)" selected/)?.[1] ?? ''
/** What a form that was refused says at its top; nothing when it went through. */
export const reproches = (donnees: { statut: number; texte: string }) =>
  donnees.statut === 303
    ? ''
    : (/class="fil-resume"[\s\S]*?<\/ul>/.exec(donnees.texte)?.[0] ?? `${donnees.statut}`).replace(
        /<[^>]+>/g,
        ' ',
      )
/** What the second screen holds when it opens. */
export const saisieDe = (texte: string) => ({
  communeCode: valeurs(texte, 'communeCode')[0] ?? '',
  serviceId: choisi(texte, 'serviceId'),
  juridictionId: choisi(texte, 'juridictionId'),
  audienceLe:
    /name="audienceLe"[^>]*/.exec(texte)?.[0].match(/value="([^"]+)"/)?.[1] ??
    /value="([^"]+)"[^>]*name="audienceLe"/.exec(texte)?.[1] ??
    '2026-11-24',
  convocationRemise: 'oui',
  prevenir: 'oui',
})
