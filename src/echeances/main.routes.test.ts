import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import {
  commencerRapport,
  ecrireRapport,
  soumettre,
  transmettre,
} from '../magistrats/magistrats.commands.ts'
import { saisir } from '../magistrats/saisine.commands.ts'
import { valider } from '../magistrats/validation.commands.ts'
import { saisirMesure } from '../mesures/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'

let e: Essai
let p: Plateforme
const qui = { 'ts.67': '', 'dpip.67': '', 'jap.strasbourg': '' }
const navigateurs = new Map<string, Navigateur>()
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  p = await application(e)
  for (const nom of Object.keys(qui) as (keyof typeof qui)[]) {
    qui[nom] = await e.agent(nom)
    navigateurs.set(nom, await new Navigateur(p).entrer(nom))
  }
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const propre = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
/**
 * The line about the report of evaluation on the page of deadlines, and that of the request on «
 * Demandes et rapports ».
 */
async function lu(nom: string, dossierId: string) {
  const { texte } = (await navigateurs.get(nom)?.ouvrir(`/dossiers/${dossierId}/echeances`)) ?? {
    texte: '',
  }
  const echeance =
    [...texte.matchAll(/<tr.*?<\/tr>/gs)]
      .map(([l]) => l)
      .find(l => l.includes('Rapport d’évaluation')) ?? ''
  const ecrits = (await navigateurs.get(nom)?.ouvrir(`/dossiers/${dossierId}/ecrits`))?.texte ?? ''
  const demande =
    [...ecrits.matchAll(/<tr.*?<\/tr>/gs)]
      .map(([l]) => l)
      .find(l => l.includes('/saisines/') || l.includes('Rapport de suivi')) ?? ''
  return {
    rouge: echeance.includes('data-color="danger"'),
    echeance: propre(echeance),
    demande: propre(demande),
  }
}

describe('« En retard » se lit chez qui a la main, à chaque état du rapport', () => {
  it('Chez le rédacteur, à valider, à transmettre, à la juridiction', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const juridictionId = rows[0].id
    const ts = qui['ts.67']
    const personne = {
      nom: 'Enretard',
      prenoms: 'Odile',
      naissanceLe: '1988-02-29',
      confirme: 'oui' as const,
    }
    const { dossierId } = await executer(e.hote, ts, creerDossier, personne)
    const mesure = {
      nature: 'sursis_probatoire_renforce',
      juridictionId,
      decisionLe: '2026-03-02',
      debutLe: '2026-03-02',
      dureeMois: '24',
    }
    await executer(e.hote, ts, saisirMesure, { dossierId, ...mesure } as never)
    const demande = {
      nature: 'rapport_suivi',
      objet: 'Où en est-elle ?',
      recueLe: '2026-10-01',
      echeanceLe: LE,
    }
    const { saisineId } = await executer(e.hote, qui['jap.strasbourg'], saisir, {
      dossierId,
      juridictionId,
      ...demande,
    } as never)
    // Asked on its day, late since.
    await e.proprietaire.query(
      "UPDATE magistrats.saisine SET echeance_le = '2026-11-02' WHERE id = $1",
      [saisineId],
    )
    const { rapportId } = await executer(e.hote, ts, commencerRapport, {
      dossierId,
      nature: 'evaluation',
      saisineId,
    } as never)
    const sur = { dossierId, rapportId }
    const sections = [{ titre: 'Suivi', texte: 'Vue chaque mois.' }]
    await executer(e.hote, ts, ecrireRapport, {
      ...sur,
      version: 1,
      titre: 'Évaluation',
      sections,
    } as never)
    for (const nom of ['ts.67', 'dpip.67']) {
      const l = await lu(nom, dossierId)
      expect(l, nom).toMatchObject({ rouge: true })
      expect(l.demande, nom).toContain('En retard')
    }
    await executer(e.hote, ts, soumettre, sur)
    const [auteur, direction] = [await lu('ts.67', dossierId), await lu('dpip.67', dossierId)]
    expect(auteur.rouge).toBe(false)
    expect(auteur.echeance).toContain('à valider par la direction')
    expect(auteur.demande).toContain('Date passée, à valider par la direction')
    expect(auteur.demande).not.toContain('En retard')
    expect(direction.rouge).toBe(true)
    expect(direction.demande).toContain('En retard, à valider par la direction')
    await executer(e.hote, qui['dpip.67'], valider, sur)
    const aTransmettre = await lu('ts.67', dossierId)
    expect(aTransmettre.rouge).toBe(true)
    expect(aTransmettre.echeance).toContain('validé, à transmettre')
    expect(aTransmettre.demande).toContain('En retard, validé, à transmettre')
    await executer(e.hote, ts, transmettre, sur)
    for (const nom of ['ts.67', 'dpip.67']) {
      const l = await lu(nom, dossierId)
      expect(l.rouge, nom).toBe(false)
      expect(l.echeance, nom).toContain('Faite le')
      expect(l.demande, nom).not.toContain('En retard')
    }
  })
})
