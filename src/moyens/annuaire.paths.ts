const base = '/annuaire'
export const chemins = {
  annuaire: base,
  service: (id: string) => `${base}/${id}`,
  agents: (entiteId: string) => `${base}/${entiteId}/agents`,
  nouveauService: `${base}/services/nouveau`,
  modifierService: (id: string) => `${base}/services/${id}`,
  nouvelleAntenne: (serviceId: string) => `${base}/services/${serviceId}/antennes/nouvelle`,
  modifierAntenne: (id: string) => `${base}/antennes/${id}`,
  nouvelEtablissement: (serviceId: string) =>
    `${base}/services/${serviceId}/etablissements/nouveau`,
  nouvelleJuridiction: `${base}/juridictions/nouvelle`,
  modifierJuridiction: (id: string) => `${base}/juridictions/${id}`,
  nouvelAgent: (serviceId: string) => `${base}/services/${serviceId}/agents/nouveau`,
  nouveauMagistrat: (juridictionId: string) =>
    `${base}/juridictions/${juridictionId}/agents/nouveau`,
  modifierAgent: (id: string) => `${base}/agents/${id}`,
}
