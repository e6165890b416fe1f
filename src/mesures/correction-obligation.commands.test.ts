import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Navigateur } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { type Lieu, probation } from './acte.builder.ts'
import { annulerActe } from './acte.commands.ts'
import { bancDeCorrection, relue } from './correction.builder.ts'
import { corrigerObligations } from './obligation.commands.ts'

let { e, p, ts, fermer, strasbourg, mesure, acte, corriger, une, compter } = {} as Awaited<
  ReturnType<typeof bancDeCorrection>
>
beforeAll(async () => {
  ;({ e, p, ts, fermer, strasbourg, mesure, acte, corriger, une, compter } =
    await bancDeCorrection())
})
afterAll(() => fermer())

describe('Les obligations se cochent et se corrigent', () => {
  const libelles = async (m: Lieu) =>
    (
      await e.proprietaire.query(
        'SELECT article, libelle, precisions FROM mesures.v_obligation WHERE mesure_id = $1 ORDER BY article',
        [m.mesureId],
      )
    ).rows
  it('Un article libre est refusé ; ce qui est coché se garde en mots ; décoché puis recoché, c’est la même ligne', async () => {
    await expect(mesure({ obligations: [{ article: 'soins' }] })).rejects.toMatchObject({
      refusals: [{ code: 'article_hors_liste' }],
    })
    await expect(mesure({ obligations: [{ article: 'CP 132-45, 99°' }] })).rejects.toMatchObject({
      refusals: [{ code: 'numero_inconnu' }],
    })
    // A conditional release has other conditions than those of the list (CPP 731): they are kept in
    // the decision's words.
    const m = await mesure({
      nature: 'liberation_conditionnelle',
      obligations: [
        { article: 'CP 132-45, 1°' },
        { libelle: 'Remettre ses comptes chaque trimestre' },
      ],
    })
    const corrige = (obligations: object[], version: number) =>
      executer(e.hote, ts, corrigerObligations, { ...m, version, ...relue, obligations } as never)
    await corrige(
      [{ cle: 'CP 132-45, 1°' }, { article: 'CP 132-45, 4°', precisions: 'Jugement de 2023' }],
      1,
    )
    expect(await libelles(m)).toMatchObject([
      { article: 'CP 132-45, 4°', precisions: 'Jugement de 2023' },
    ])
    await expect(corrige([{ article: 'CP 132-45, 1°' }], 1)).rejects.toThrow('Un autre agent')
    await corrige(
      [{ article: 'CP 132-45, 1°' }, { article: 'CP 132-45, 4°', precisions: 'Jugement de 2024' }],
      2,
    )
    expect(await libelles(m)).toMatchObject([
      { article: 'CP 132-45, 1°' },
      { precisions: 'Jugement de 2024' },
    ])
    expect(await compter('mesures.obligation', m)).toBe(3)
    await expect(
      corrige(
        [
          { article: 'CP 132-45, 1°' },
          { article: 'CP 132-45, 4°', precisions: 'Jugement de 2024' },
        ],
        3,
      ),
    ).rejects.toThrow('Rien n’a changé')
  })
  it('Recochée après l’annulation de l’acte qui l’avait apportée, une obligation retirée paraît : c’est une nouvelle ligne', async () => {
    const m = await mesure({ obligations: [{ article: 'CP 132-45, 1°' }] })
    await acte(m, 'mise_a_execution', { le: '2025-03-10', auteur: 'loi' })
    await acte(m, 'modification_obligations', {
      le: '2025-06-01',
      auteur: 'jap',
      obligations: [{ article: 'CP 132-45, 2°' }],
    })
    const corrige = (articles: string[], version: number) =>
      executer(e.hote, ts, corrigerObligations, {
        ...m,
        version,
        ...relue,
        obligations: articles.map(article => ({ article })),
      } as never)
    // In a former base, a correction could withdraw what an act had brought.
    await e.proprietaire.query(
      "INSERT INTO mesures.retrait (dossier_id, mesure_id, obligation_id, motif, retire_par) SELECT dossier_id, mesure_id, id, 'Relu', $2 FROM mesures.obligation WHERE mesure_id = $1 AND article = 'CP 132-45, 2°'",
      [m.mesureId, ts],
    )
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM mesures.acte WHERE mesure_id = $1 AND acte = 'modification_obligations'",
      [m.mesureId],
    )
    await executer(e.hote, ts, annulerActe, { ...m, acteId: rows[0].id, motif: 'Erreur' })
    await corrige(['CP 132-45, 1°', 'CP 132-45, 2°'], 1)
    expect(await libelles(m)).toMatchObject([
      { article: 'CP 132-45, 1°' },
      { article: 'CP 132-45, 2°' },
    ])
  })
  it('Une obligation prononcée que la liste d’aujourd’hui refuserait n’empêche pas de corriger le reste', async () => {
    const m = await mesure({ obligations: [{ article: 'CP 132-45, 1°' }] })
    await e.proprietaire.query(
      "UPDATE mesures.obligation SET article = 'CP 132-45, 99°' WHERE mesure_id = $1",
      [m.mesureId],
    )
    await corriger(m, { notifieeLe: '2025-03-12' })
    expect(await une(m)).toMatchObject({ notifiee: '2025-03-12' })
  })
  it('À l’écran sans JavaScript : la liste du jour s’affiche, se coche à plusieurs, une précision sans case est dite en place', async () => {
    const nav = await new Navigateur(p).entrer('ts.67')
    const { dossierId } = await mesure({
      nature: 'tig',
      heures: '105',
      dureeMois: undefined,
      finLe: '2026-09-10',
    })
    const adresse = `/dossiers/${dossierId}/mesures/saisir`
    const commun = { ...probation, juridictionId: strasbourg }
    const vue = await nav.envoyer(adresse, { ...commun, _geste: 'montrer' })
    expect(vue.texte).toContain('Obligations et interdictions (CP 132-45)')
    expect(vue.texte).toContain('value="CP 132-45, 1°"')
    const ligne = (i: number, cle: string, plus: object = {}) =>
      Object.fromEntries(
        Object.entries({ cle, ...plus }).map(([nom, v]) => [`obligations[${i}][${nom}]`, v]),
      )
    const sansCase = await nav.envoyer(adresse, {
      ...commun,
      ...ligne(0, 'CP 132-45, 1°', { precisions: 'Chez son oncle' }),
    })
    expect(sansCase.statut).toBe(422)
    expect(sansCase.texte).toContain('cochez l’obligation, ou effacez la précision')
    expect(sansCase.texte).toContain('Chez son oncle')
    const bonne = {
      ...ligne(0, 'CP 132-45, 1°', { article: 'CP 132-45, 1°', precisions: 'Chez son oncle' }),
      ...ligne(1, 'CP 132-45, 2°', { article: 'CP 132-45, 2°' }),
    }
    const faite = await nav.envoyer(adresse, { ...commun, ...bonne })
    expect(faite.statut).toBe(303)
    const sienne =
      "SELECT id FROM mesures.mesure WHERE dossier_id = $1 AND nature = 'sursis_probatoire'"
    const { rows } = await e.proprietaire.query(sienne, [dossierId])
    const fiche = await nav.ouvrir(`/dossiers/${dossierId}/mesures/${rows[0].id}/fiche`)
    expect(fiche.texte).toContain('Travailler, étudier ou se former : Chez son oncle')
  })
})
