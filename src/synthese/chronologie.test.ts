import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { accomplirActe, annulerActe } from '../mesures/acte.commands.ts'
import { saisirMesure } from '../mesures/index.ts'
import { retirerMesure } from '../mesures/retrait.commands.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let ts = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const par = async (commande: unknown, input: object) =>
  (await executer(e.hote, ts, commande as Parameters<typeof executer>[2], input as never)) as {
    dossierId: string
    mesureId: string
  }

describe('La chronologie d’un dossier', () => {
  it('dit chaque acte d’une mesure à son jour, avec sa mesure ; annulé, ou d’une mesure retirée, il n’y est plus', async () => {
    const { dossierId } = await par(creerDossier, {
      nom: 'Chroniquee',
      prenoms: 'Odile',
      naissanceLe: '1990-01-31',
      confirme: 'oui',
    })
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const faits = {
      dossierId,
      juridictionId: rows[0].id,
      nature: 'sursis_probatoire',
      confirme: 'oui',
    }
    const m = await par(saisirMesure, {
      ...faits,
      decisionLe: '2025-03-10',
      debutLe: '2025-03-10',
      dureeMois: '24',
    })
    const decide = { numero: '26/123', decisionVue: 'oui', auteur: 'jap' }
    const acte = (sienne: object, nom: string, le: string, plus: object = {}) =>
      par(accomplirActe, { ...sienne, acte: nom, le, auteur: 'loi', ...plus })
    await acte(m, 'mise_a_execution', '2025-03-10')
    await acte(m, 'suspension', '2025-06-01')
    await acte(m, 'reprise', '2025-06-11')
    await acte(m, 'prolongation', '2026-06-01', { ...decide, nouvelleFinLe: '2027-09-10' })
    await acte(m, 'revocation_partielle', '2026-06-15', {
      ...decide,
      numero: '26/150',
      partieMois: '4',
    })
    const { rows: actes } = await e.proprietaire.query(
      "SELECT acte_id AS id FROM mesures.v_acte WHERE acte = 'revocation_partielle' AND mesure_id = $1",
      [m.mesureId],
    )
    const ts67 = await new Navigateur(p).entrer('ts.67')
    const lues = async () => {
      const { texte } = await ts67.ouvrir(`/dossiers/${dossierId}/chronologie`)
      const lignes = [
        ...texte.matchAll(
          /<li data-ligne[^>]*>[\s\S]*?datetime="([^"]+)"[\s\S]*?<strong>([\s\S]*?)<\/strong>([\s\S]*?)<\/li>/g,
        ),
      ]
      return lignes
        .map(([, le, titre, suite]) =>
          `${le} ${titre}${suite}`
            .replaceAll(/<[^>]+>/g, ' ')
            .replaceAll(/\s+/g, ' ')
            .trim(),
        )
        .filter(ligne => ligne.includes('Sursis probatoire'))
    }
    const attendues = [
      '2026-06-01 Prolongation du délai de probation Sursis probatoire. Nouveau terme : 10/09/2027',
      '2025-06-11 Reprise du délai à la libération Sursis probatoire',
      '2025-06-01 Suspension du délai par l’incarcération Sursis probatoire',
      '2025-03-10 La condamnation devient exécutoire Sursis probatoire',
      '2025-03-10 Sursis probatoire',
    ]
    expect(await lues()).toEqual([
      '2026-06-15 Révocation partielle Sursis probatoire. Durée à exécuter : 4 mois',
      ...attendues,
    ])
    await par(annulerActe, { ...m, acteId: actes[0].id, motif: 'Autre personne' })
    expect(await lues()).toEqual(attendues)
    await acte(m, 'revocation_totale', '2026-07-01', { ...decide, numero: '26/160' })
    expect(await lues()).toEqual([
      '2026-07-01 Fin : Sursis probatoire Révocation totale',
      ...attendues,
    ])
    await par(retirerMesure, { ...m, motif: 'Mauvais dossier' })
    expect(await lues()).toEqual([])
  })
})
