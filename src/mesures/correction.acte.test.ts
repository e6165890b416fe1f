import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { garderBrouillon } from '../dossiers/dossier.commands.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { accomplirActe, annulerActe } from './acte.commands.ts'
import { corrigerMesure, corrigerObligations } from './correction.commands.ts'
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

const dernierActe = async ({ mesureId }: Lieu) => {
  const { rows } = await e.proprietaire.query<{ id: string }>(
    'SELECT id FROM mesures.acte WHERE mesure_id = $1 ORDER BY rang DESC LIMIT 1',
    [mesureId],
  )
  return rows[0]?.id ?? ''
}
type Lieu = { dossierId: string; mesureId: string }
const obligation = (numero: string) => ({ article: `CP 132-45, ${numero}` })
/** The decision said 1° and 4°; a modification of the JAP lifted 4° and added 2°. */
async function modifiee(nom: string): Promise<Lieu> {
  const { rows } = await e.proprietaire.query<{ id: string }>(
    "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
  )
  const personne = { nom, prenoms: 'Inès', naissanceLe: '1991-02-03', confirme: 'oui' as const }
  const { dossierId } = await executer(e.hote, ts, creerDossier, personne as never)
  const faits = {
    nature: 'sursis_probatoire',
    decisionLe: '2025-03-10',
    debutLe: '2025-03-10',
    dureeMois: '24',
  }
  const saisie = {
    ...faits,
    dossierId,
    juridictionId: rows[0]?.id,
    obligations: [obligation('1°'), obligation('4°')],
  }
  const { mesureId } = await executer(e.hote, ts, saisirMesure, saisie as never)
  const m = { dossierId, mesureId }
  const acte = (plus: object) => executer(e.hote, ts, accomplirActe, { ...m, ...plus } as never)
  await acte({ acte: 'mise_a_execution', le: '2025-03-10', auteur: 'loi' })
  const decision = { le: '2025-09-01', auteur: 'jap', numero: '25/7', decisionVue: 'oui' }
  const levees = (await enVigueur(m))
    .filter(o => o.article.endsWith('4°'))
    .map(o => o.obligation_id)
  await acte({
    acte: 'modification_obligations',
    ...decision,
    levees,
    obligations: [obligation('2°')],
  })
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
  executer(e.hote, ts, corrigerObligations, {
    ...m,
    version,
    ...relu,
    obligations: numeros.map(obligation),
  } as never)
const relu = { motif: 'Relu', fondement: 'erreur_de_saisie' }

describe('Corriger ce que dit la décision ne touche pas à ce que des actes ont changé depuis', () => {
  it('la page coche la décision seule, et dit ce qu’un acte a ajouté ou levé, lequel et quand', async () => {
    const { dossierId, mesureId } = await modifiee('Corrigeeparacte')
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${dossierId}/mesures/${mesureId}/obligations`,
    )
    expect(
      [
        ...texte.matchAll(
          /<input[^>]*type="checkbox"[^>]*value="(CP 132-45, [^"]+)"[^>]* checked/g,
        ),
      ].map(x => x[1]),
    ).toEqual(['CP 132-45, 1°'])
    const mots = texte.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ')
    const acte = /\(Obligations ajoutées, aménagées ou supprimées, (?:le )?01\/09\/2025\)/.source
    expect(mots).toMatch(new RegExp(`Ajoutée : [^A]*CP 132-45, 2°[^A]*${acte}`))
    expect(mots).toMatch(new RegExp(`Levée : .*CP 132-45, 4°.*${acte}`))
  })
  it('décochée nulle part, l’obligation qu’un acte a ajoutée reste ; celle qu’il a levée ne revient pas', async () => {
    const m = await modifiee('Corrigeeparacteb')
    await corriger(m, 1, '1°', '3°')
    expect(await articles(m)).toEqual(['CP 132-45, 1°', 'CP 132-45, 2°', 'CP 132-45, 3°'])
    await expect(corriger(m, 2, '1°', '2°')).rejects.toThrow(
      'est déjà en vigueur, ajoutée par un acte',
    )
    await expect(corriger(m, 2, '1°', '4°')).rejects.toMatchObject({
      refusals: [
        {
          code: 'change_par_un_acte',
          champ: 'obligations.1.article',
          message: expect.stringContaining('a été levée par un acte'),
        },
      ],
    })
    await corriger(m, 2, '3°')
    expect(await articles(m)).toEqual(['CP 132-45, 2°', 'CP 132-45, 3°'])
  })
})

describe('Une décision reçue tard', () => {
  const tardive = {
    acte: 'modification_obligations',
    le: '2025-06-01',
    auteur: 'jap',
    numero: '25/3',
    decisionVue: 'oui',
  }
  const accomplir = (m: Lieu, plus: object) =>
    executer(e.hote, ts, accomplirActe, { ...m, ...tardive, ...plus } as never)
  const etat = async (m: Lieu) =>
    (
      await e.proprietaire.query(
        `SELECT v.etat, v.fin_prevue_le::text, (SELECT json_agg(json_build_array(x.cle, x.rang, x.le, x.faite_le) ORDER BY x.cle, x.rang)
           FROM echeances.echeance x WHERE x.mesure_id = v.mesure_id) AS echeances FROM mesures.v_mesure v WHERE v.mesure_id = $1`,
        [m.mesureId],
      )
    ).rows[0]
  it('ne change que ses obligations : elle se range à sa date, état, terme et échéances restent', async () => {
    const m = await modifiee('Tardive')
    const avant = await etat(m)
    await accomplir(m, { obligations: [obligation('3°')] })
    expect(await etat(m)).toEqual(avant)
    expect(await articles(m)).toEqual(['CP 132-45, 1°', 'CP 132-45, 2°', 'CP 132-45, 3°'])
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${m.dossierId}/mesures/${m.mesureId}`,
    )
    expect(texte.indexOf('01/06/2025')).toBeLessThan(texte.indexOf('01/09/2025'))
  })
  it('ne défait pas ce qu’un acte postérieur a changé', async () => {
    const m = await modifiee('Tardivebis')
    const levees = (await enVigueur(m))
      .filter(o => o.article.endsWith('2°'))
      .map(o => o.obligation_id)
    await expect(accomplir(m, { levees, obligations: [obligation('4°')] })).rejects.toMatchObject({
      refusals: [
        { champ: 'levees' },
        { champ: 'obligations.0.article', message: expect.stringContaining('01/09/2025') },
      ],
    })
  })
  it('change le terme : refusée, la page dit par où commencer et y mène', async () => {
    const m = await modifiee('Tardiveter')
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/actes/suspension`
    const { statut, texte } = await (await new Navigateur(p).entrer('ts.67')).envoyer(
      adresse,
      { le: '2025-06-01', auteur: 'loi' },
      adresse,
    )
    expect(statut).toBe(422)
    expect(texte).toContain('Un acte postérieur est enregistré')
    expect(texte).toMatch(/commençant par le dernier acte[\s\S]*\/actes\/[0-9a-f-]+\/annuler"/)
  })
  it('refusée, ce qui a été tapé est gardé pour qui va annuler la suite : au retour tout y est, sauf « sous les yeux »', async () => {
    const m = await modifiee('Tardivequater')
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/actes/prolongation`
    const ts67 = await new Navigateur(p).entrer('ts.67')
    expect((await ts67.ouvrir(adresse)).texte).not.toContain('data-brouillon-a-garder')
    const tape = {
      le: '2025-06-01',
      decision: 'Prolongé de six mois',
      nouvelleFinLe: '2027-09-10',
      decisionVue: 'oui',
    }
    const { texte } = await ts67.envoyer(
      adresse,
      { ...tape, auteur: 'jap', sansNumero: 'oui' },
      adresse,
    )
    expect(texte).toContain('data-brouillon-a-garder')
    const cle = /data-brouillon-cle="([^"]+)"/.exec(texte)?.[1]
    expect(cle).toBe(`acte:${m.mesureId}:prolongation`)
    const garde = {
      dossierId: m.dossierId,
      cle,
      url: adresse,
      titre: 'Prolongation',
      version: 0,
      valeurs: tape,
    }
    await executer(e.hote, ts, garderBrouillon, garde as never)
    const retour = (await ts67.ouvrir(adresse)).texte
    expect(retour).toMatch(/value="2025-06-01"[\s\S]*value="2027-09-10"[\s\S]*Prolongé de six mois/)
    expect(/<input[^>]*name="decisionVue"[^>]*>/.exec(retour)?.[0]).not.toContain('checked')
    await executer(e.hote, ts, annulerActe, {
      ...m,
      acteId: await dernierActe(m),
      motif: 'À remettre après',
    } as never)
    const juste = { ...m, ...tape, acte: 'prolongation', auteur: 'jap', sansNumero: 'oui' }
    await executer(e.hote, ts, accomplirActe, juste as never)
    const { rows } = await e.proprietaire.query(
      'SELECT 1 FROM dossiers.brouillon WHERE dossier_id = $1',
      [m.dossierId],
    )
    expect(rows).toEqual([])
  })
})

describe('Corriger ce que la décision a prononcé', () => {
  const faits = {
    nature: 'sursis_probatoire',
    decisionLe: '2025-03-10',
    debutLe: '2025-03-10',
    dureeMois: '18',
    motif: 'Relu',
    confirme: 'oui',
  }
  const juridiction = async () =>
    (
      await e.proprietaire.query<{ id: string }>(
        "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
      )
    ).rows[0]?.id
  const rectifiee = async (m: Lieu, plus: object, version = 1) =>
    executer(e.hote, ts, corrigerMesure, {
      ...m,
      ...faits,
      juridictionId: await juridiction(),
      version,
      ...plus,
    } as never)
  const derniere = async (m: Lieu) =>
    (
      await e.proprietaire.query(
        `SELECT fondement, rectification_numero AS numero, rectification_sans_numero AS sans, rectification_le::text AS le
         FROM mesures.correction WHERE mesure_id = $1 ORDER BY corrigee_a DESC, id DESC LIMIT 1`,
        [m.mesureId],
      )
    ).rows[0]
  it('demande si c’était une erreur de saisie ou une décision rectificative, avec son numéro et sa date ; l’histoire le garde', async () => {
    const m = await modifiee('Rectifiee')
    await expect(rectifiee(m, {})).rejects.toMatchObject({
      refusals: [
        { champ: 'fondement', message: expect.stringContaining('Durée prononcée, en mois') },
      ],
    })
    await expect(rectifiee(m, { fondement: 'decision_rectificative' })).rejects.toMatchObject({
      refusals: [{ champ: 'rectificationNumero' }, { champ: 'rectificationLe' }],
    })
    const rectification = {
      fondement: 'decision_rectificative',
      rectificationNumero: '25/44',
      rectificationLe: '2025-04-02',
    }
    await rectifiee(m, rectification)
    expect(await derniere(m)).toEqual({
      fondement: 'decision_rectificative',
      numero: '25/44',
      sans: false,
      le: '2025-04-02',
    })
    await rectifiee(m, { dureeMois: '24', fondement: 'erreur_de_saisie' }, 2)
    expect(await derniere(m)).toEqual({
      fondement: 'erreur_de_saisie',
      numero: null,
      sans: false,
      le: null,
    })
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${m.dossierId}/mesures/${m.mesureId}`,
    )
    expect(texte).toContain('(décision rectificative n° 25/44 du 02/04/2025)')
    expect(texte).toContain('(erreur de saisie)')
  })
  it('ne demande rien pour ce qui a été noté autour : numéro de parquet, notification, précisions', async () => {
    const m = await modifiee('Rectifieebis')
    await rectifiee(m, {
      dureeMois: '24',
      notifieeLe: '2025-03-12',
      numeroParquet: '25068000777',
      precisions: 'Page 2',
    })
    expect(await derniere(m)).toMatchObject({ fondement: null })
  })
  it('dit tout d’un coup : le champ illisible et ce que les règles refusent du reste', async () => {
    const m = await modifiee('Rectifieeter')
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/corriger`
    const { decisionLe: _, confirme: __, motif: ___, ...reste } = faits
    const saisie = {
      ...reste,
      dureeMois: '200',
      decisionLe: '31/02/2025',
      juridictionId: (await juridiction()) ?? '',
      version: '1',
    }
    const { statut, texte } = await (await new Navigateur(p).entrer('ts.67')).envoyer(
      adresse,
      saisie,
      adresse,
    )
    expect(statut).toBe(422)
    for (const dit of [
      'Cette date n’existe pas',
      'Dites pourquoi vous corrigez',
      'dites si c’était une erreur de saisie',
      'Lisez ce qui change',
    ])
      expect(texte).toContain(dit)
    expect(texte).toContain('href="#champ-dureeMois"')
    expect(texte).toContain('name="confirme"')
  })
})
