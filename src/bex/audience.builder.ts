import type { Essai, Navigateur } from '../../tests/base.ts'

/** How a test of the hearing reads the screen that it drives. */
export const valeurs = (texte: string, nom: string) =>
  [...texte.matchAll(new RegExp(`name="${nom}" value="([^"]+)"`, 'g'))].map(
    trouve => trouve[1] ?? '',
  )
export const choisi = (texte: string, nom: string) =>
  new RegExp(`<select[^>]*name="${nom}"[\\s\\S]*?</select>`)
    .exec(texte)?.[0]
    .match(/<option value="([^"]+)" selected/)?.[1] ?? ''
/** What a form that was refused says at its top; nothing when it went through. */
export const reproches = (donnees: { statut: number; texte: string }) =>
  donnees.statut === 303
    ? ''
    : (/class="fil-resume"[\s\S]*?<\/ul>/.exec(donnees.texte)?.[0] ?? `${donnees.statut}`).replace(
        /<[^>]+>/g,
        ' ',
      )
/** What the second screen holds when it opens. */
export const saisieDe = (texte: string) => ({
  communeCode: valeurs(texte, 'communeCode')[0] ?? '',
  serviceId: choisi(texte, 'serviceId'),
  juridictionId: choisi(texte, 'juridictionId'),
  audienceLe:
    /name="audienceLe"[^>]*/.exec(texte)?.[0].match(/value="([^"]+)"/)?.[1] ??
    /value="([^"]+)"[^>]*name="audienceLe"/.exec(texte)?.[1] ??
    '2026-11-24',
  convocationRemise: 'oui',
  prevenir: 'oui',
})

/** Somebody whom nobody knows yet, who lives where the SPIP of Strasbourg is competent. */
export const uneInconnue = {
  nom: 'Nouvelair',
  prenoms: 'Camille',
  naissanceLe: '1991-03-14',
  situation: 'commune',
  commune: 'Strasbourg',
}
/** The first screen: leads to the second. */
export const chercher = async (navigateur: Navigateur, champs = {}) =>
  (await navigateur.envoyer('/bex/convoquer', { ...uneInconnue, ...champs })).vers
/** The second screen, and what it holds when it opens. */
export async function secondEcran(navigateur: Navigateur, champs: Record<string, string>) {
  const url = await chercher(navigateur, { prenoms: 'Sacha', naissanceLe: '1988-07-02', ...champs })
  const { texte } = await navigateur.ouvrir(url)
  return {
    url,
    texte,
    saisie: { ...saisieDe(texte), personne: 'nouvelle', prevenir: '' },
    spip: valeurs(texte, 'creneauSpip'),
    sap: valeurs(texte, 'creneauSap'),
  }
}
/** Somebody convoked at the SPIP; the page that says so, and whom. */
export async function convoquee(navigateur: Navigateur, nom: string, plus: object = {}) {
  const qui = { nom, prenoms: 'Alix', naissanceLe: '1990-05-06' }
  const url = await chercher(navigateur, qui)
  const { texte } = await navigateur.ouvrir(url)
  const creneauSpip = valeurs(texte, 'creneauSpip')[4] ?? ''
  const reponse = await navigateur.envoyer(url, {
    ...saisieDe(texte),
    personne: 'nouvelle',
    creneauSpip,
    telephone: '06 39 98 12 34',
    ...plus,
  })
  if (reproches(reponse)) throw new Error(reproches(reponse))
  const [dossierId = '', id = ''] = reponse.vers.split('/').slice(-2)
  return { faite: reponse.vers, dossierId, id, creneauSpip }
}
/** Somebody whom a service outside the périmètre of Strasbourg follows. */
export async function ailleurs({ proprietaire }: Essai, departement = '88') {
  const { rows } = await proprietaire.query<{
    id: string
    nom: string
    prenoms: string
    naissance: string
  }>(
    `SELECT p.dossier_id AS id, i.nom, i.prenoms, i.naissance_le::text AS naissance
     FROM dossiers.v_prise_en_charge_actuelle p JOIN dossiers.v_identite i USING (dossier_id)
     JOIN moyens.service s ON s.id = p.service_id
     WHERE s.departement = $1 AND i.clos_a IS NULL
       AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre x
         JOIN moyens.juridiction j ON j.id = x.entite_id
         WHERE x.dossier_id = p.dossier_id AND j.ville = 'Strasbourg') LIMIT 1`,
    [departement],
  )
  return rows[0] as (typeof rows)[number]
}
