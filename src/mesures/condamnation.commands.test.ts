import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { corrigerMesure } from './correction.commands.ts'
import { saisirMesure } from './mesure.commands.ts'

let e: Essai
let p: Plateforme
let ts = ''
let strasbourg = ''
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
  const { rows } = await e.proprietaire.query<{ id: string }>("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
  strasbourg = rows[0]?.id ?? ''
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

let n = 0
type Saisie = Record<string, unknown>
const faits = { nature: 'sursis_probatoire', decisionLe: '2025-03-10', debutLe: '2025-03-10', dureeMois: '24' }
async function dossier(naissanceLe = '1991-02-03'): Promise<string> {
  n += 1
  const personne = { nom: `Condamnee${n}`, prenoms: 'Inès', naissanceLe, confirme: 'oui' as const }
  return (await executer(e.hote, ts, creerDossier, personne)).dossierId
}
const mesure = (dossierId: string, plus: Saisie = {}): Promise<{ dossierId: string; mesureId: string }> =>
  executer(e.hote, ts, saisirMesure, { ...faits, juridictionId: strasbourg, ...plus, dossierId } as never)
const corriger = (m: { dossierId: string; mesureId: string }, plus: Saisie, version = 1) =>
  executer(e.hote, ts, corrigerMesure, { ...faits, juridictionId: strasbourg, motif: 'Jugement relu', ...plus, ...m, version } as never)

describe('Ce que la décision dit de la peine et des faits', () => {
  it('se saisit et se corrige comme le reste, avec son histoire ; n’est demandé que pour les mesures où une règle en dépend', async () => {
    const m = await mesure(await dossier(), { peineMois: '12', recidive: 'oui' })
    const dits = 'SELECT peine_mois, recidive, ssj_encouru, contravention FROM mesures.v_mesure WHERE mesure_id = $1'
    const lus = async () => (await e.proprietaire.query(dits, [m.mesureId])).rows[0]
    expect(await lus()).toEqual({ peine_mois: 12, recidive: true, ssj_encouru: false, contravention: false })
    await corriger(m, { peineMois: '18', ssjEncouru: 'oui' })
    expect(await lus()).toEqual({ peine_mois: 18, recidive: false, ssj_encouru: true, contravention: false })
    const { rows } = await e.proprietaire.query('SELECT avant, apres FROM mesures.correction WHERE mesure_id = $1', [m.mesureId])
    expect(rows).toEqual([
      { avant: { peineMois: 12, recidive: true, ssjEncouru: false }, apres: { peineMois: 18, recidive: false, ssjEncouru: true } },
    ])
    const page = await (await new Navigateur(p).entrer('ts.67')).ouvrir(`/dossiers/${m.dossierId}/mesures/${m.mesureId}/corriger`)
    expect(page.texte).toContain('En état de récidive légale')
    expect(page.texte).not.toContain('Contravention')
  })
})
