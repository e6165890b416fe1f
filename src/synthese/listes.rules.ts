/**
 * As many lines as one reads at a glance under a heading of the day; the rest is one click away.
 */
export const LIGNES = 10
/** Orders and filters of the list of dossiers (ADR 0028). */
export const trisDeDossiers = ['nom', 'depuis', 'contact', 'prochaine', 'fin'] as const
export type TriDeDossiers = (typeof trisDeDossiers)[number]
/** Which dossiers: the key is in the address, the label in the list of choices. */
export const etatsDeDossier = {
  '': 'Ouverts',
  attente: 'En attente de saisine',
  a_affecter: 'À affecter',
  sans_contact: 'Sans contact depuis deux mois',
  clos: 'Clos',
} as const
/** Those that a juridiction asks of its own list: the others tell how a service works. */
export const etatsVusDeLaJuridiction = {
  '': etatsDeDossier[''],
  attente: etatsDeDossier.attente,
  clos: etatsDeDossier.clos,
} as const
