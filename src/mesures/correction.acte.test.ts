import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Navigateur } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import type { Lieu } from './acte.builder.ts'
import { bancDObligations } from './correction.builder.ts'
import { corrigerMesure } from './correction.commands.ts'

let { e, p, ts, fermer, juridictionId, modifiee, articles, corriger } = {} as Awaited<
  ReturnType<typeof bancDObligations>
>
beforeAll(async () => {
  ;({ e, p, ts, fermer, juridictionId, modifiee, articles, corriger } = await bancDObligations())
})
afterAll(() => fermer())

describe('Corriger ce que dit la décision ne touche pas à ce que des actes ont changé depuis', () => {
  it('la page coche la décision seule, et dit ce qu’un acte a ajouté ou levé, lequel et quand', async () => {
    const { dossierId, mesureId } = await modifiee()
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
    const m = await modifiee()
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

describe('Corriger ce que la décision a prononcé', () => {
  const faits = {
    nature: 'sursis_probatoire',
    decisionLe: '2025-03-10',
    debutLe: '2025-03-10',
    dureeMois: '18',
    motif: 'Relu',
    confirme: 'oui',
  }
  const rectifiee = async (m: Lieu, plus: object, version = 1) =>
    executer(e.hote, ts, corrigerMesure, {
      ...m,
      ...faits,
      juridictionId,
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
    const m = await modifiee()
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
    const m = await modifiee()
    await rectifiee(m, {
      dureeMois: '24',
      notifieeLe: '2025-03-12',
      numeroParquet: '25068000777',
      precisions: 'Page 2',
    })
    expect(await derniere(m)).toMatchObject({ fondement: null })
  })
  it('dit tout d’un coup : le champ illisible et ce que les règles refusent du reste', async () => {
    const m = await modifiee()
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/corriger`
    const { decisionLe: _, confirme: __, motif: ___, ...reste } = faits
    const saisie = {
      ...reste,
      dureeMois: '200',
      decisionLe: '31/02/2025',
      juridictionId,
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
