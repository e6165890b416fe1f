export const chemins = { demenagement: '/agenda/demenagement' }
