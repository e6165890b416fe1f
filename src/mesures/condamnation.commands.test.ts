import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Navigateur } from '../../tests/base.ts'
import { type Terrain, terrainDeMesures } from '../../tests/mesures.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import { accomplirActe } from './acte.commands.ts'
import { corrigerMesure } from './correction.commands.ts'
import { saisirMesure } from './mesure.commands.ts'
import { remettreMesure, retirerMesure } from './retrait.commands.ts'

let e: Terrain['e']
let p: Terrain['p']
let ts: string
let strasbourg: string
let fermer: Terrain['fermer']
beforeAll(async () => {
  ;({ e, p, ts, juridictionId: strasbourg, fermer } = await terrainDeMesures())
})
afterAll(() => fermer())

let n = 0
type Saisie = Record<string, unknown>
const faits = {
  nature: 'sursis_probatoire',
  decisionLe: '2025-03-10',
  debutLe: '2025-03-10',
  dureeMois: '24',
}
async function dossier(naissanceLe = '1991-02-03'): Promise<string> {
  n += 1
  const personne = { nom: `Condamnee${n}`, prenoms: 'Inès', naissanceLe, confirme: 'oui' as const }
  return (await executer(e.hote, ts, creerDossier, personne)).dossierId
}
const mesure = (
  dossierId: string,
  plus: Saisie = {},
): Promise<{ dossierId: string; mesureId: string }> =>
  executer(e.hote, ts, saisirMesure, {
    ...faits,
    juridictionId: strasbourg,
    ...plus,
    dossierId,
  } as never)
const corriger = (m: { dossierId: string; mesureId: string }, plus: Saisie, version = 1) =>
  executer(e.hote, ts, corrigerMesure, {
    ...faits,
    juridictionId: strasbourg,
    motif: 'Jugement relu',
    fondement: 'erreur_de_saisie',
    ...plus,
    ...m,
    version,
  } as never)

describe('Ce que la décision dit de la peine et des faits', () => {
  it('se saisit et se corrige comme le reste, avec son histoire ; n’est demandé que pour les mesures où une règle en dépend', async () => {
    const m = await mesure(await dossier(), { peineMois: '12', recidive: 'oui' })
    const dits =
      'SELECT peine_mois, recidive, ssj_encouru, contravention FROM mesures.v_mesure WHERE mesure_id = $1'
    const lus = async () => (await e.proprietaire.query(dits, [m.mesureId])).rows[0]
    expect(await lus()).toEqual({
      peine_mois: 12,
      recidive: true,
      ssj_encouru: false,
      contravention: false,
    })
    await corriger(m, { peineMois: '18', ssjEncouru: 'oui' })
    expect(await lus()).toEqual({
      peine_mois: 18,
      recidive: false,
      ssj_encouru: true,
      contravention: false,
    })
    const { rows } = await e.proprietaire.query(
      'SELECT avant, apres FROM mesures.correction WHERE mesure_id = $1',
      [m.mesureId],
    )
    expect(rows).toEqual([
      {
        avant: { peineMois: 12, recidive: true, ssjEncouru: false },
        apres: { peineMois: 18, recidive: false, ssjEncouru: true },
      },
    ])
    const page = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${m.dossierId}/mesures/${m.mesureId}/corriger`,
    )
    expect(page.texte).toContain('En état de récidive légale')
    expect(page.texte).not.toContain('Contravention')
  })
  it('CP 132-42 : une durée que la loi refuse dit où la signaler, à la saisie et à la correction, et garde ce qui est écrit', async () => {
    const m = await mesure(await dossier())
    const nav = await new Navigateur(p).entrer('ts.67')
    const saisie = {
      ...faits,
      juridictionId: strasbourg,
      dureeMois: '90',
      precisions: 'Page 3',
      motif: 'Relu',
    }
    for (const [chemin, version] of [
      [`/dossiers/${await dossier()}/mesures/saisir`, {}],
      [`/dossiers/${m.dossierId}/mesures/${m.mesureId}/corriger`, { version: '1' }],
    ] as const) {
      const refusee = await nav.envoyer(chemin, { ...saisie, ...version })
      expect(refusee.texte).toContain(
        'Si la décision dit bien cela, cette erreur de droit ne se corrige que par la juridiction',
      )
      expect(refusee.texte).toContain('href="#champ-dureeMois"')
      expect(refusee.texte).toContain('Page 3')
    }
    const seule = await nav.envoyer(`/dossiers/${await dossier()}/mesures/saisir`, {
      ...saisie,
      dureeMois: '24',
      faitsLe: '2025-04-01',
    })
    expect(seule.texte).not.toContain('Si la décision dit bien cela')
  })
})

const refusDe = (promesse: Promise<unknown>) =>
  promesse.then(
    () => [],
    x =>
      x.refusals.map(
        (r: { code: string; source?: { article: string } }) => `${r.code}, ${r.source?.article}`,
      ),
  )
const suivi = { nature: 'suivi_socio_judiciaire', dureeMois: '60' }
const SEUL = 'suivi_et_sursis, 131-36-6'

describe('Un suivi socio-judiciaire et un sursis probatoire (CP 131-36-6)', () => {
  it('ne s’enregistrent pas pour la même décision ; d’un autre dossier, d’une autre décision, ils ne se gênent pas', async () => {
    const d = await dossier()
    await mesure(await dossier(), suivi)
    await mesure(d)
    expect(await refusDe(mesure(d, suivi))).toEqual([SEUL])
    await mesure(d, { ...suivi, decisionLe: '2025-03-11', debutLe: '2025-03-11' })
  })
  it('ne deviennent pas ensemble par une correction, ni par une mesure remise', async () => {
    const d = await dossier()
    const m = await mesure(d, { ...suivi, decisionLe: '2025-03-09' })
    const sursis = await mesure(d)
    expect(await refusDe(corriger(m, { ...suivi, confirme: 'oui' }))).toEqual([SEUL])
    await executer(e.hote, ts, retirerMesure, { ...sursis, motif: 'Mauvais dossier' })
    await corriger(m, { ...suivi, confirme: 'oui' })
    expect(
      await refusDe(executer(e.hote, ts, remettreMesure, { ...sursis, motif: 'Bon dossier' })),
    ).toEqual([SEUL])
  })
  it('deux agents en même temps : un seul passe', async () => {
    const d = await dossier()
    const [a, b] = await Promise.all([refusDe(mesure(d)), refusDe(mesure(d, suivi))])
    expect([...a, ...b]).toEqual([SEUL])
  })
  it('le refus cite l’article au-dessus du champ, et ce qui est tapé reste', async () => {
    const d = await dossier()
    await mesure(d)
    const n = await new Navigateur(p).entrer('ts.67')
    const chemin = `/dossiers/${d}/mesures/saisir`
    await n.ouvrir(chemin)
    const page = await n.envoyer(chemin, {
      ...faits,
      ...suivi,
      juridictionId: strasbourg,
      precisions: 'Injonction de soins à préciser',
    })
    expect(page.texte).toContain('ne permet pas d’ordonner les deux ensemble')
    expect(page.texte).toContain('art. 131-36-6')
    expect(page.texte).toContain('Injonction de soins à préciser')
    expect(page.texte).toContain('value="60"')
  })
})

describe('Un troisième sursis probatoire en état de récidive légale (CP 132-41, dernier al.)', () => {
  const avant = (d: string, decisionLe: string) => mesure(d, { decisionLe, debutLe: decisionLe })
  const REPETE = 'sursis_repete, 132-41, dernier al.'
  it('est refusé, sauf dans un cas permis, qui se choisit et se garde ; les sursis d’un autre dossier ne comptent pas', async () => {
    const [d, autre] = [await dossier(), await dossier()]
    await avant(d, '2021-02-01')
    await avant(autre, '2022-02-01')
    await mesure(autre, { recidive: 'oui' })
    await avant(d, '2023-02-01')
    expect(await refusDe(mesure(d, { recidive: 'oui' }))).toEqual([REPETE])
    const { mesureId } = await mesure(d, { recidive: 'oui', casPermis: 'cp_132_41_partie' })
    const { rows } = await e.proprietaire.query(
      'SELECT cas_permis FROM mesures.v_mesure WHERE mesure_id = $1',
      [mesureId],
    )
    expect(rows).toEqual([{ cas_permis: 'cp_132_41_partie' }])
  })
  it('ne le devient pas par une correction qui dit la récidive légale ou retire le cas ; ce qui était refusé déjà se corrige', async () => {
    const d = await dossier()
    await avant(d, '2021-02-01')
    await avant(d, '2023-02-01')
    const m = await mesure(d)
    expect(await refusDe(corriger(m, { recidive: 'oui' }))).toEqual([REPETE])
    await corriger(m, { recidive: 'oui', casPermis: 'cp_132_41_autres_infractions' })
    expect(await refusDe(corriger(m, { recidive: 'oui' }, 2))).toEqual([REPETE])
    const page = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${d}/mesures/${m.mesureId}/corriger`,
    )
    expect(page.texte).toContain('Cas où la loi permet un nouveau sursis')
  })
})

describe('Un mineur (CJPM L122-1)', () => {
  it('n’a pas de travail d’intérêt général avant seize ans, ni saisi, ni corrigé', async () => {
    const d = await dossier('2009-03-11')
    const tig = { nature: 'tig', heures: '70', dureeMois: '12' }
    const TROP_JEUNE = 'tig_trop_jeune, L122-1, al. 1'
    expect(await refusDe(mesure(d, tig))).toEqual([TROP_JEUNE])
    const m = await mesure(d, { ...tig, decisionLe: '2025-03-11', debutLe: '2025-03-11' })
    expect(await refusDe(corriger(m, { ...tig, confirme: 'oui' }))).toEqual([TROP_JEUNE])
  })
})

describe('Une affectation (CP 131-8, CPén R623-16)', () => {
  const tig = { nature: 'tig', heures: '70', dureeMois: '12' }
  const affecter = (m: object, le: string, auteur: string, plus: Saisie) =>
    executer(e.hote, ts, accomplirActe, {
      ...m,
      acte: 'affectation',
      le,
      auteur,
      numero: '26/123',
      decisionVue: 'oui',
      ...plus,
    } as never)
  it('se refuse pour une semaine de plus de quarante-sept heures avec l’emploi ; permise, elle se lit dans l’histoire', async () => {
    const m = await mesure(await dossier(), tig)
    const le = '2025-04-01'
    const semaine = { tigParSemaine: '13', emploiParSemaine: '35' }
    expect(await refusDe(affecter(m, le, 'dspip', semaine))).toEqual([
      'semaine_trop_longue, R623-16',
    ])
    const permise = {
      tigParSemaine: '12',
      emploiParSemaine: '35',
      hote: 'association',
      habiliteeLe: '2023-06-01',
    }
    await affecter(m, le, 'dspip', permise)
    const page = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${m.dossierId}/mesures/${m.mesureId}`,
    )
    expect(page.texte).toContain(
      'Association, habilitation du 01/06/2023. 12 heures par semaine, 35 heures d’emploi.',
    )
  })
  it('avant le 29 décembre 2019, une entreprise de l’économie sociale n’accueille pas', async () => {
    const m = await mesure(await dossier(), {
      ...tig,
      decisionLe: '2019-06-03',
      debutLe: '2019-06-03',
    })
    const refus = await refusDe(affecter(m, '2019-10-01', 'jap', { hote: 'economie_sociale' }))
    expect(refus).toMatchObject([expect.stringContaining('hote_non_admis, 131-8')])
    await affecter(m, '2019-10-01', 'jap', { hote: 'association' })
  })
})
