import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { accomplirActe } from './acte.commands.ts'
import { corrigerObligations } from './correction.commands.ts'
import { saisirMesure } from './mesure.commands.ts'

let e: Essai
let p: Plateforme
let ts = ''
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

type Lieu = { dossierId: string; mesureId: string }
const obligation = (numero: string) => ({ article: `CP 132-45, ${numero}` })
/** The decision said 1° and 4°; a modification of the JAP lifted 4° and added 2°. */
async function modifiee(nom: string): Promise<Lieu> {
  const { rows } = await e.proprietaire.query<{ id: string }>("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
  const personne = { nom, prenoms: 'Inès', naissanceLe: '1991-02-03', confirme: 'oui' as const }
  const { dossierId } = await executer(e.hote, ts, creerDossier, personne as never)
  const faits = { nature: 'sursis_probatoire', decisionLe: '2025-03-10', debutLe: '2025-03-10', dureeMois: '24' }
  const saisie = { ...faits, dossierId, juridictionId: rows[0]?.id, obligations: [obligation('1°'), obligation('4°')] }
  const { mesureId } = await executer(e.hote, ts, saisirMesure, saisie as never)
  const m = { dossierId, mesureId }
  const acte = (plus: object) => executer(e.hote, ts, accomplirActe, { ...m, ...plus } as never)
  await acte({ acte: 'mise_a_execution', le: '2025-03-10', auteur: 'loi' })
  const decision = { le: '2025-09-01', auteur: 'jap', numero: '25/7', decisionVue: 'oui' }
  const levees = (await enVigueur(m)).filter(o => o.article.endsWith('4°')).map(o => o.obligation_id)
  await acte({ acte: 'modification_obligations', ...decision, levees, obligations: [obligation('2°')] })
  return m
}
const enVigueur = async ({ mesureId }: Lieu) =>
  (
    await e.proprietaire.query<{ obligation_id: string; article: string }>(
      'SELECT obligation_id, article FROM mesures.v_obligation WHERE mesure_id = $1 AND levee_le IS NULL ORDER BY article',
      [mesureId],
    )
  ).rows
const articles = async (m: Lieu) => (await enVigueur(m)).map(o => o.article)
const corriger = (m: Lieu, version: number, ...numeros: string[]) =>
  executer(e.hote, ts, corrigerObligations, { ...m, version, motif: 'Relu', obligations: numeros.map(obligation) } as never)

describe('Corriger ce que dit la décision ne touche pas à ce que des actes ont changé depuis', () => {
  it('la page coche la décision seule, et dit ce qu’un acte a ajouté ou levé, lequel et quand', async () => {
    const { dossierId, mesureId } = await modifiee('Corrigeeparacte')
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(`/dossiers/${dossierId}/mesures/${mesureId}/obligations`)
    expect([...texte.matchAll(/<input[^>]*type="checkbox"[^>]*value="(CP 132-45, [^"]+)"[^>]* checked/g)].map(x => x[1])).toEqual([
      'CP 132-45, 1°',
    ])
    const mots = texte.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ')
    const acte = /\(Obligations ajoutées, aménagées ou supprimées, (?:le )?01\/09\/2025\)/.source
    expect(mots).toMatch(new RegExp(`Ajoutée : [^A]*CP 132-45, 2°[^A]*${acte}`))
    expect(mots).toMatch(new RegExp(`Levée : .*CP 132-45, 4°.*${acte}`))
  })
  it('décochée nulle part, l’obligation qu’un acte a ajoutée reste ; celle qu’il a levée ne revient pas', async () => {
    const m = await modifiee('Corrigeeparacteb')
    await corriger(m, 1, '1°', '3°')
    expect(await articles(m)).toEqual(['CP 132-45, 1°', 'CP 132-45, 2°', 'CP 132-45, 3°'])
    await expect(corriger(m, 2, '1°', '2°')).rejects.toThrow('est déjà en vigueur, ajoutée par un acte')
    await expect(corriger(m, 2, '1°', '4°')).rejects.toMatchObject({
      refusals: [
        { code: 'change_par_un_acte', champ: 'obligations.1.article', message: expect.stringContaining('a été levée par un acte') },
      ],
    })
    await corriger(m, 2, '3°')
    expect(await articles(m)).toEqual(['CP 132-45, 2°', 'CP 132-45, 3°'])
  })
})
