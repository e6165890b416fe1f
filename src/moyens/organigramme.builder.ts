import { application, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'

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

/** A directory in use: the administrator and a DFSPIP before their screens. */
export async function bancDeLAnnuaire() {
  const essai = await nouvelEssai()
  const plateforme = await application(essai)
  return {
    e: essai,
    p: plateforme,
    admin: await new Navigateur(plateforme).entrer('admin'),
    dfspip: await new Navigateur(plateforme).entrer('dfspip.67'),
    /** The service of a département. */
    async service(departement: string) {
      const { rows } = await essai.proprietaire.query<{ id: string }>(
        'SELECT id FROM moyens.service WHERE departement = $1',
        [departement],
      )
      return rows[0]?.id ?? ''
    },
    async fermer() {
      await plateforme.app.close()
      await essai.fermer()
    },
  }
}
