import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { decision, type Lieu, probation } from './acte.builder.ts'
import { accomplirActe } from './acte.commands.ts'
import { saisirMesure } from './mesure.commands.ts'

type Quand = { le: string; auteur: string }
type Commande = Parameters<typeof executer>[2]
/**
 * A dossier that the service follows, with a measure of two courts: each account acts by its name.
 */
export type DeuxCours = {
  e: Essai
  p: Plateforme
  strasbourg: string
  metz: string
  /** A probation of Metz that runs, in a dossier that Strasbourg sees for a measure of its own. */
  deMetz(): Promise<Lieu>
  faire(nom: string, commande: Commande, saisie: object): Promise<never>
  acte(nom: string, lieu: Lieu, acte: string, quand: Quand): Promise<never>
  /** The last act that stands. */
  dernier(lieu: Lieu): Promise<string | undefined>
  ouvrir(nom: string, lieu: Lieu, suite?: string): Promise<string>
  fermer(): Promise<void>
}
export async function deuxCours(): Promise<DeuxCours> {
  const essai = await nouvelEssai()
  const plateforme = await application(essai)
  const villes = "SELECT id, ville FROM moyens.juridiction WHERE ville IN ('Strasbourg', 'Metz')"
  const { rows } = await essai.proprietaire.query<{ id: string; ville: string }>(villes)
  const cour = (ville: string) => rows.find(ligne => ligne.ville === ville)?.id ?? ''
  const [strasbourg, metz] = [cour('Strasbourg'), cour('Metz')]
  const faire: DeuxCours['faire'] = async (nom, commande, saisie) =>
    executer(essai.hote, await essai.agent(nom), commande, saisie as never) as Promise<never>
  const acte: DeuxCours['acte'] = (nom, lieu, quoi, quand) =>
    faire(nom, accomplirActe, {
      ...lieu,
      acte: quoi,
      ...quand,
      ...decision,
      partieMois: '4',
    })
  let nombre = 0
  return {
    ...{ e: essai, p: plateforme, strasbourg, metz, faire, acte },
    async deMetz() {
      nombre += 1
      const personne = {
        nom: `Competente${nombre}`,
        prenoms: 'Lise',
        naissanceLe: '1992-05-06',
        confirme: 'oui',
      }
      const { dossierId } = (await faire('ts.67', creerDossier, personne)) as Lieu
      await faire('ts.67', saisirMesure, { ...probation, dossierId, juridictionId: strasbourg })
      const lendemain = { decisionLe: '2025-03-11', debutLe: '2025-03-11' }
      const mesure = await faire('ts.67', saisirMesure, {
        ...probation,
        ...lendemain,
        dossierId,
        juridictionId: metz,
      })
      await acte('ts.67', mesure, 'mise_a_execution', { le: '2025-03-11', auteur: 'loi' })
      return mesure
    },
    async dernier({ mesureId }) {
      const actes =
        'SELECT acte_id AS id FROM mesures.v_acte WHERE mesure_id = $1 ORDER BY rang DESC LIMIT 1'
      return (await essai.proprietaire.query<{ id: string }>(actes, [mesureId])).rows[0]?.id
    },
    ouvrir: async (nom, lieu, suite = '') =>
      (
        await (
          await new Navigateur(plateforme).entrer(nom)
        ).ouvrir(`/dossiers/${lieu.dossierId}/mesures/${lieu.mesureId}${suite}`)
      ).texte,
    async fermer() {
      await plateforme.app.close()
      await essai.fermer()
    },
  }
}
