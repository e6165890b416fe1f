import { LE } from '../../tests/base.ts'

/** What a form of the directory is sent, and the field that a page shows. */
export const antenne = {
  nom: 'Antenne d’Obernai',
  milieu: 'ouvert',
  adresse: '2 rue du Puits',
  codePostal: '67210',
  commune: 'Obernai',
  telephone: '03 39 98 00 01',
  horaires: '9 h à 17 h',
  ouvreA: '09:00',
  fermeA: '17:00',
}
export const agent = {
  prenom: 'Rose',
  nom: 'Nouvelle',
  fonction: 'travailleur_social',
  profil: 'ASS',
  arriveLe: LE,
}
export const champ = (texte: string, nom: string) =>
  new RegExp(`name="${nom}" value="([^"]*)"`).exec(texte)?.[1] ?? ''
