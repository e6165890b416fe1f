import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Navigateur } from '../../tests/base.ts'
import { type Terrain, terrainDeMesures } from '../../tests/mesures.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import { saisirMesure } from './mesure.commands.ts'
import { corrigerObligations } from './obligation.commands.ts'
import { retirerMesure } from './retrait.commands.ts'

let e: Terrain['e']
let p: Terrain['p']
let ts: string
let juridictionId: string
let fermer: Terrain['fermer']
beforeAll(async () => {
  ;({ e, p, ts, juridictionId, fermer } = await terrainDeMesures())
})
afterAll(() => fermer())

type Lieu = { dossierId: string; mesureId: string }
const article = (numero: string, precisions?: string) => ({
  article: `CP 132-45, ${numero}`,
  ...(precisions ? { precisions } : {}),
})
const DECISION_LE = '2025-03-10'
async function mesure(nom: string): Promise<Lieu> {
  const { dossierId } = await executer(e.hote, ts, creerDossier, {
    nom,
    prenoms: 'Odile',
    naissanceLe: '1990-01-31',
    confirme: 'oui',
  })
  const dates = {
    decisionLe: DECISION_LE,
    debutLe: DECISION_LE,
    dureeMois: '24',
    numeroParquet: '25069000123',
  }
  const faits = {
    nature: 'sursis_probatoire',
    juridictionId,
    obligations: [article('1°'), article('2°')],
    ...dates,
  }
  return executer(e.hote, ts, saisirMesure, { dossierId, ...faits } as never)
}
const corriger = (m: Lieu, version: number, obligations: object[], plus: object = {}) =>
  executer(e.hote, ts, corrigerObligations, {
    ...m,
    version,
    motif: 'Jugement relu',
    obligations,
    ...plus,
  } as never)
const rectification = {
  fondement: 'decision_rectificative',
  rectificationNumero: '25/44',
  rectificationLe: '2025-04-02',
}
const gardes = async (table: 'correction' | 'retrait', { mesureId }: Lieu) =>
  (
    await e.proprietaire.query(
      `SELECT fondement, rectification_numero AS numero, rectification_sans_numero AS sans, rectification_le::text AS le
       FROM mesures.${table} WHERE mesure_id = $1 ORDER BY id`,
      [mesureId],
    )
  ).rows

describe('Corriger les obligations que la décision a prononcées', () => {
  const dite = {
    fondement: 'decision_rectificative',
    numero: '25/44',
    sans: false,
    le: '2025-04-02',
  }
  it('demande d’où vient la correction, et refuse une décision rectificative mal dite, par la règle de la mesure', async () => {
    const m = await mesure('Obligee')
    const refus = (plus: object) =>
      corriger(m, 1, [article('1°')], plus).then(
        () => [],
        erreur =>
          erreur.refusals.map((r: { code: string; champ?: string }) => `${r.code} ${r.champ}`),
      )
    expect(await refus({})).toEqual(['fondement_absent fondement'])
    expect(await refus({ fondement: 'decision_rectificative' })).toEqual([
      'rectification_sans_numero rectificationNumero',
      'rectification_sans_jour rectificationLe',
    ])
    expect(await refus({ ...rectification, rectificationLe: '2025-03-09' })).toEqual([
      'rectification_avant rectificationLe',
    ])
    expect(await refus({ ...rectification, rectificationNumero: '25069000123' })).toEqual([
      'numero_de_parquet rectificationNumero',
    ])
    expect(await refus({ ...rectification, fondement: 'erreur_de_saisie' })).toEqual([
      'rectification_non_dite fondement',
    ])
    expect([await gardes('correction', m), await gardes('retrait', m)]).toEqual([[], []])
  })
  it('retirée, ajoutée, précisée, remise : l’histoire garde chaque fois ce qui le fonde, et le dit', async () => {
    const m = await mesure('Rectifieeparliste')
    await corriger(m, 1, [article('1°')], rectification)
    expect([await gardes('retrait', m), await gardes('correction', m)]).toEqual([[dite], []])
    await corriger(m, 2, [article('1°', 'Chez son oncle'), article('4°')], rectification)
    expect(await gardes('correction', m)).toEqual([dite, dite])
    await corriger(m, 3, [article('1°', 'Chez son oncle'), article('2°'), article('4°')], {
      fondement: 'erreur_de_saisie',
    })
    expect((await gardes('correction', m)).at(-1)).toEqual({
      fondement: 'erreur_de_saisie',
      numero: null,
      sans: false,
      le: null,
    })
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${m.dossierId}/mesures/${m.mesureId}`,
    )
    const mots = texte.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ')
    expect(mots).toContain(
      '(Jugement relu ; décision rectificative n° 25/44 du 02/04/2025). Remise par',
    )
    expect(mots).toMatch(/Obligations ajoutées : [^(]*\(erreur de saisie\)/)
  })
  it('l’écran dit tout d’un coup, et garde ce qui était coché', async () => {
    const m = await mesure('Listee')
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/obligations`
    const nav = await new Navigateur(p).entrer('ts.67')
    expect((await nav.ouvrir(adresse)).texte).toMatch(
      /D’où vient la correction[\s\S]*Une décision qui rectifie la première/,
    )
    const seule = {
      'obligations[0][cle]': 'CP 132-45, 4°',
      'obligations[0][article]': 'CP 132-45, 4°',
    }
    const { statut, texte } = await nav.envoyer(
      adresse,
      { ...seule, version: '1', motif: '.' },
      adresse,
    )
    expect(statut).toBe(422)
    for (const dit of ['Écrivez le motif en mots', 'dites si c’était une erreur de saisie'])
      expect(texte).toContain(dit)
    expect(texte).toMatch(/value="CP 132-45, 4°"[^>]* checked/)
    const bonne = { ...seule, version: '1', motif: 'Jugement relu', fondement: 'erreur_de_saisie' }
    expect((await nav.envoyer(adresse, bonne, adresse)).statut).toBe(303)
  })
  it('le retrait d’une mesure est une erreur de saisie, et n’en dit rien : la base le tient', async () => {
    const m = await mesure('Retireeentiere')
    await executer(e.hote, ts, retirerMesure, { ...m, motif: 'Mauvais dossier' })
    const dire = "UPDATE mesures.retrait SET fondement = 'erreur_de_saisie' WHERE mesure_id = $1"
    await expect(e.proprietaire.query(dire, [m.mesureId])).rejects.toThrow('fondement_d_obligation')
  })
})
