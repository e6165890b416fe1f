import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { accomplirActe } from './acte.commands.ts'
import { saisirMesure } from './mesure.commands.ts'

export type Lieu = { dossierId: string; mesureId: string }
type Commande = Parameters<typeof executer>[2]
/** A dossier that the service follows, with a measure of two courts: each account acts by its name. */
export type DeuxCours = {
  e: Essai
  p: Plateforme
  strasbourg: string
  metz: string
  /** A probation of Metz that runs, in a dossier that Strasbourg sees for a measure of its own. */
  deMetz(): Promise<Lieu>
  faire(nom: string, commande: Commande, saisie: object): Promise<never>
  acte(nom: string, m: Lieu, acte: string, le: string, auteur: string): Promise<never>
  /** The last act that stands. */
  dernier(m: Lieu): Promise<string | undefined>
  ouvrir(nom: string, m: Lieu, suite?: string): Promise<string>
  fermer(): Promise<void>
}
/** A probation, as both courts pronounce it. */
export const probation = { nature: 'sursis_probatoire', decisionLe: '2025-03-10', debutLe: '2025-03-10', dureeMois: '24' }

export async function deuxCours(): Promise<DeuxCours> {
  const e = await nouvelEssai()
  const p = await application(e)
  const villes = "SELECT id, ville FROM moyens.juridiction WHERE ville IN ('Strasbourg', 'Metz')"
  const { rows } = await e.proprietaire.query<{ id: string; ville: string }>(villes)
  const cour = (ville: string) => rows.find(r => r.ville === ville)?.id ?? ''
  const [strasbourg, metz] = [cour('Strasbourg'), cour('Metz')]
  const faire: DeuxCours['faire'] = async (nom, commande, saisie) =>
    executer(e.hote, await e.agent(nom), commande, saisie as never) as Promise<never>
  const acte: DeuxCours['acte'] = (nom, m, quoi, le, auteur) =>
    faire(nom, accomplirActe, { ...m, acte: quoi, le, auteur, numero: '26/123', decisionVue: 'oui', partieMois: '4' })
  let n = 0
  return {
    ...{ e, p, strasbourg, metz, faire, acte },
    async deMetz() {
      n += 1
      const personne = { nom: `Competente${n}`, prenoms: 'Lise', naissanceLe: '1992-05-06', confirme: 'oui' }
      const { dossierId } = (await faire('ts.67', creerDossier, personne)) as Lieu
      await faire('ts.67', saisirMesure, { ...probation, dossierId, juridictionId: strasbourg })
      const lendemain = { decisionLe: '2025-03-11', debutLe: '2025-03-11' }
      const m = await faire('ts.67', saisirMesure, { ...probation, ...lendemain, dossierId, juridictionId: metz })
      await acte('ts.67', m, 'mise_a_execution', '2025-03-11', 'loi')
      return m
    },
    async dernier({ mesureId }) {
      const actes = 'SELECT acte_id AS id FROM mesures.v_acte WHERE mesure_id = $1 ORDER BY rang DESC LIMIT 1'
      return (await e.proprietaire.query<{ id: string }>(actes, [mesureId])).rows[0]?.id
    },
    ouvrir: async (nom, m, suite = '') =>
      (await (await new Navigateur(p).entrer(nom)).ouvrir(`/dossiers/${m.dossierId}/mesures/${m.mesureId}${suite}`)).texte,
    async fermer() {
      await p.app.close()
      await e.fermer()
    },
  }
}
