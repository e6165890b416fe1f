const base = '/agenda/a-decider'
const sansSuite = '/agenda/sans-suite'
export const chemins = {
  liste: base,
  garder: `${base}/garder`,
  annuler: `${base}/annuler`,
  confier: `${base}/confier`,
  deplacer: `${base}/deplacer`,
  sansSuite,
  noterSuite: (dossierId: string, convocationId: string) =>
    `${sansSuite}/${dossierId}/${convocationId}`,
  routeDeSuite: `${sansSuite}/:dossierId/:convocationId`,
}
