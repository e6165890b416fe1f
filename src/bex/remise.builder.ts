import { application, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Jour } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import { chercher, reproches, saisieDe, valeurs } from './audience.builder.ts'

type Connue = {
  id: string
  personne: string
  nom: string
  prenoms: string
  naissanceLe: Jour
  telephone: string | null
}
type Commande = Parameters<typeof executer>[2]
type Qui = { nom: string; personne?: string; prenoms?: string; naissanceLe?: Jour }

const SUIVIE = `
  SELECT p.dossier_id AS id, p.dossier_id AS personne, i.nom, i.prenoms,
     i.naissance_le::text AS "naissanceLe", i.telephone
   FROM dossiers.v_prise_en_charge_actuelle p JOIN dossiers.v_identite i USING (dossier_id)
   JOIN moyens.service s ON s.id = p.service_id
   WHERE s.departement = '67' AND i.clos_a IS NULL AND i.etablissement_id IS NULL
     AND p.referent_id IS NOT NULL AND (i.telephone IS NOT NULL) = $1
     AND NOT EXISTS (SELECT 1 FROM agenda.convocation c
       WHERE c.dossier_id = p.dossier_id AND c.etat = 'prevue')
     AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre x
       WHERE x.dossier_id = p.dossier_id AND x.entite_id = $2 AND x.motif = 'saisine')
     AND NOT EXISTS (SELECT 1 FROM bex.remise r WHERE r.dossier_id = p.dossier_id)
   ORDER BY i.nom, p.dossier_id LIMIT 1`

let rang = 0
/** Somebody convoked at the hearing, at the SPIP and, if asked, at the court: what was made. */
async function remettre(bex: Navigateur, qui: Qui, plus: object, auTribunal: boolean) {
  const { nom, personne = 'nouvelle', prenoms = 'Alix', naissanceLe = '1990-05-06' } = qui
  const url = await chercher(bex, { nom, prenoms, naissanceLe })
  const premier = (await bex.ouvrir(url)).texte
  const choix = { ...saisieDe(premier), personne }
  const { texte } = await bex.envoyer(url, { ...choix, _geste: 'creneaux' })
  rang += 1
  const creneauSpip = valeurs(texte, 'creneauSpip')[rang % 12] ?? ''
  const sap = valeurs(texte, 'creneauSap').filter(
    creneau => creneau.split('|')[2] !== creneauSpip.split('|')[1],
  )
  const creneaux = {
    creneauSpip,
    ...(auTribunal ? { creneauSap: sap[rang % sap.length] ?? '' } : {}),
  }
  const reponse = await bex.envoyer(url, {
    ...choix,
    ...creneaux,
    decision: 'SP 2 ans',
    malgre: 'oui',
    ...plus,
  })
  if (reproches(reponse)) throw new Error(reproches(reponse))
  const [dossierId = '', convocationId = ''] = reponse.vers.split('/').slice(-2)
  return { faite: reponse.vers, dossierId, convocationId }
}

/** The court of Strasbourg, what it hands over at the hearing, and what becomes of it. */
export async function bancDeRemise() {
  const essai = await nouvelEssai()
  const plateforme = await application(essai)
  const bex = await new Navigateur(plateforme).entrer('bex.strasbourg')
  const compte = await essai.agent('bex.strasbourg')
  const tous = async <T extends object>(requete: string, avec: unknown[] = []) =>
    (await essai.proprietaire.query<T>(requete, avec)).rows
  const un = async <T extends object>(requete: string, avec: unknown[] = []) =>
    (await tous<T>(requete, avec))[0] as T
  const { id: juridictionId } = await un<{ id: string }>(
    'SELECT juridiction_id AS id FROM moyens.agent WHERE id = $1',
    [compte],
  )
  return {
    ...{ e: essai, p: plateforme, bex, compte, juridictionId, tous, un },
    faire: (commande: unknown, saisie: object, qui = compte) =>
      executer(essai.hote, qui, commande as Commande, saisie as never),
    async remise(qui: Qui, plus: object = {}, auTribunal = false) {
      const faite = await remettre(bex, qui, plus, auTribunal)
      const { id } = await un<{ id: string }>(
        'SELECT id FROM bex.remise WHERE dossier_id = $1 AND convocation_id = $2',
        [faite.dossierId, faite.convocationId],
      )
      return { ...faite, remiseId: id, base: `/bex/remises/${faite.dossierId}/${id}` }
    },
    /**
     * Somebody that the SPIP of Strasbourg follows, with or without a telephone, whom nobody has
     * convoked.
     */
    suivie: (telephone: boolean) => un<Connue>(SUIVIE, [telephone, juridictionId]),
    attentes: (dossierId: string) =>
      tous<{ le: Jour; numero: string | null; manque: string }>(
        `SELECT decision_le::text AS le, numero_parquet AS numero, manque
         FROM mesures.v_attente_saisine
         WHERE dossier_id = $1 AND juridiction_id = $2 ORDER BY attente_id`,
        [dossierId, juridictionId],
      ),
    nouvelles: async (dossierId: string, nature: string) =>
      (
        await tous(
          `SELECT 1 FROM dossiers.nouvelle
           WHERE dossier_id = $1 AND nature = $2 AND reglee_a IS NULL`,
          [dossierId, nature],
        )
      ).length,
    etat: async (id: string) =>
      (await un<{ etat: string }>('SELECT etat FROM agenda.convocation WHERE id = $1', [id])).etat,
    async fermer() {
      await plateforme.app.close()
      await essai.fermer()
    },
  }
}
