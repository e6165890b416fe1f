import { afterAll, beforeAll, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { saisirMesure } from '../mesures/index.ts'
import { retirerMesure } from '../mesures/retrait.commands.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { commencerRapport } from './magistrats.commands.ts'
import { saisir } from './saisine.commands.ts'

let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

it('Une mesure retirée : le rapport et la demande qui la nomment le disent, et un nouveau rapport n’est pas pour elle', async () => {
  const ts = await e.agent('ts.67')
  const { rows } = await e.proprietaire.query<{ id: string }>(
    "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
  )
  const juridictionId = rows[0]?.id ?? ''
  const personne = {
    nom: 'Retiree',
    prenoms: 'Odile',
    naissanceLe: '1990-01-31',
    confirme: 'oui' as const,
  }
  const { dossierId } = await executer(e.hote, ts, creerDossier, personne)
  const faits = {
    dossierId,
    nature: 'sursis_probatoire',
    juridictionId,
    decisionLe: '2025-03-10',
    debutLe: '2025-03-10',
    dureeMois: '24',
  }
  const { mesureId } = await executer(e.hote, ts, saisirMesure, faits as never)
  const demande = {
    dossierId,
    juridictionId,
    mesureId,
    nature: 'rapport_suivi',
    objet: 'Rapport',
    recueLe: LE,
    echeanceLe: '2026-12-24',
  }
  const { saisineId } = await executer(e.hote, ts, saisir, demande as never)
  const rapport = { dossierId, saisineId, nature: 'fin_de_mesure', titre: 'Fin' }
  const { rapportId } = await executer(e.hote, ts, commencerRapport, rapport as never)
  await executer(e.hote, ts, retirerMesure, { dossierId, mesureId, motif: 'Mauvais dossier' })
  const nav = await new Navigateur(p).entrer('ts.67')
  for (const url of [`rapports/${rapportId}`, `saisines/${saisineId}`])
    expect((await nav.ouvrir(`/dossiers/${dossierId}/${url}`)).texte, url).toContain(
      'mesure retirée',
    )
  const encore = await executer(e.hote, ts, commencerRapport, rapport as never)
  const ecrits = await e.proprietaire.query(
    'SELECT mesure_id FROM magistrats.rapport WHERE id = $1',
    [encore.rapportId],
  )
  expect(ecrits.rows).toEqual([{ mesure_id: null }])
  // Nothing of it is due any more, nor done.
  expect(
    (
      await e.proprietaire.query('SELECT 1 FROM echeances.v_echeance WHERE dossier_id = $1', [
        dossierId,
      ])
    ).rowCount,
  ).toBe(0)
})
