const base = '/echanges'
const imports = (id: string) => `${base}/imports/${id}`
export const chemins = {
  echanges: base,
  importer: imports,
  examiner: (id: string) => `${imports(id)}/examiner`,
  choisir: (id: string, numero: number | string) => `${imports(id)}/lignes/${numero}`,
  confirmer: (id: string) => `${imports(id)}/confirmer`,
  ecrire: (id: string) => `${imports(id)}/ecrire`,
  abandonner: (id: string) => `${imports(id)}/abandonner`,
  exporter: `${base}/exporter`,
}
