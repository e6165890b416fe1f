/** How a test of the hearing reads the screen that it drives. */
export const valeurs = (t: string, nom: string) => [...t.matchAll(new RegExp(`name="${nom}" value="([^"]+)"`, 'g'))].map(m => m[1] ?? '')
export const choisi = (t: string, nom: string) =>
  new RegExp(`<select[^>]*name="${nom}"[\\s\\S]*?</select>`).exec(t)?.[0].match(/<option value="([^"]+)" selected/)?.[1] ?? ''
/** What a form that was refused says at its top; nothing when it went through. */
export const reproches = (r: { statut: number; texte: string }) =>
  r.statut === 303 ? '' : (/class="fil-resume"[\s\S]*?<\/ul>/.exec(r.texte)?.[0] ?? `${r.statut}`).replace(/<[^>]+>/g, ' ')
/** What the second screen holds when it opens. */
export const saisieDe = (t: string) => ({
  communeCode: valeurs(t, 'communeCode')[0] ?? '',
  serviceId: choisi(t, 'serviceId'),
  juridictionId: choisi(t, 'juridictionId'),
  audienceLe:
    /name="audienceLe"[^>]*/.exec(t)?.[0].match(/value="([^"]+)"/)?.[1] ??
    /value="([^"]+)"[^>]*name="audienceLe"/.exec(t)?.[1] ??
    '2026-11-24',
  convocationRemise: 'oui',
  prevenir: 'oui',
})
