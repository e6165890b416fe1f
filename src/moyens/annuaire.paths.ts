export const chemins = { annuaire: '/annuaire', service: (id: string) => `/annuaire/${id}` }
