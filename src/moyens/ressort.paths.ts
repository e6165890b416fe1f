const base = '/ressort'
export const cheminsDuRessort = {
  ressort: base,
  departement: (code: string) => `${base}?departement=${code}`,
  fichier: `${base}/ressort.csv`,
  commune: (code: string) => `${base}/communes/${code}`,
  importer: `${base}/importer`,
  apercu: (id: string) => `${base}/imports/${id}`,
}
