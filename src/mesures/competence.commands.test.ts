import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur, ouvrirA } from '../../tests/base.ts'
import { accepterTransfert, fusionner, proposerTransfert } from '../dossiers/index.ts'
import type { executer } from '../platform/executer.ts'
import { installerReactions } from '../reactions.ts'
import { probation as faits, type Lieu } from './acte.builder.ts'
import { accomplirActe } from './acte.commands.ts'
import { type DeuxCours, deuxCours } from './competence.builder.ts'
import { corrigerMesure } from './correction.commands.ts'
import { saisirMesure } from './mesure.commands.ts'
import { corrigerObligations } from './obligation.commands.ts'
import { remettreMesure, retirerMesure } from './retrait.commands.ts'

let t: DeuxCours
beforeAll(async () => {
  installerReactions()
  t = await deuxCours()
})
afterAll(() => t.fermer())

const RELEVE =
  /La mesure relève de : Tribunal judiciaire de Metz\. Elle seule l’enregistre, ou le SPIP au vu de sa décision/

describe('Une juridiction n’écrit que sur ses mesures', () => {
  it('acte, correction, obligations, retrait et remise sont refusés à une autre, qui voit pourtant le dossier', async () => {
    const m = await t.deMetz()
    await expect(
      t.acte('jap.strasbourg', m, 'revocation_totale', { le: LE, auteur: 'jap' }),
    ).rejects.toThrow(RELEVE)
    const essais: [Parameters<typeof executer>[2], object][] = [
      [corrigerMesure, { ...faits, juridictionId: t.strasbourg, version: 1, confirme: 'oui' }],
      [corrigerObligations, { version: 1, obligations: [{ article: 'CP 132-45, 1°' }] }],
      [retirerMesure, {}],
    ]
    for (const [commande, saisie] of essais)
      await expect(
        t.faire('greffe.strasbourg', commande, { ...saisie, ...m, motif: 'Erreur' }),
        commande.name,
      ).rejects.toThrow(RELEVE)
    await t.faire('greffe.metz', retirerMesure, { ...m, motif: 'Erreur' })
    await expect(
      t.faire('greffe.strasbourg', remettreMesure, { ...m, motif: 'Erreur' }),
    ).rejects.toThrow(RELEVE)
    // The court that no longer has a measure no longer sees the dossier: the service gives it back.
    await t.faire('ts.67', remettreMesure, { ...m, motif: 'C’était la bonne' })
  })
})

describe('Une juridiction n’enregistre que ses décisions', () => {
  const AUTRE = 'Vous enregistrez les mesures de votre juridiction'
  it('greffe et BEX : une mesure d’une autre est refusée, à la saisie comme à la correction ; le SPIP enregistre au vu de la décision', async () => {
    const { dossierId } = await t.deMetz()
    const voit = async () =>
      (
        await t.e.proprietaire.query(
          'SELECT 1 FROM dossiers.v_perimetre WHERE dossier_id = $1 AND entite_id = $2',
          [dossierId, t.metz],
        )
      ).rowCount
    const saisie = { ...faits, nature: 'ddse', dureeMois: '6', dossierId, confirme: 'oui' }
    const avant = await voit()
    for (const nom of ['greffe.strasbourg', 'bex.strasbourg'])
      await expect(
        t.faire(nom, saisirMesure, { ...saisie, juridictionId: t.metz }),
        nom,
      ).rejects.toMatchObject({
        refusals: expect.arrayContaining([
          expect.objectContaining({
            champ: 'juridictionId',
            message: expect.stringContaining(AUTRE),
          }),
        ]),
      })
    expect(await voit()).toBe(avant)
    const tribunal = { ...faits, decisionLe: '2025-03-12', debutLe: '2025-03-12', dossierId }
    const { mesureId } = (await t.faire('greffe.strasbourg', saisirMesure, {
      ...tribunal,
      juridictionId: t.strasbourg,
    })) as Lieu
    const corrigee = {
      ...tribunal,
      mesureId,
      juridictionId: t.metz,
      version: 1,
      confirme: 'oui',
      motif: 'Relue',
      fondement: 'erreur_de_saisie',
    }
    await expect(t.faire('greffe.strasbourg', corrigerMesure, corrigee)).rejects.toThrow(AUTRE)
    await t.faire('ts.67', corrigerMesure, corrigee)
  })
  it('le formulaire ne propose que la sienne, déjà choisie ; au SPIP, toutes', async () => {
    const { dossierId } = await t.deMetz()
    const choix = async (nom: string) => {
      const { texte } = await (await new Navigateur(t.p).entrer(nom)).ouvrir(
        `/dossiers/${dossierId}/mesures/saisir`,
      )
      const champ = /<select[^>]*name="juridictionId".*?<\/select>/s.exec(texte)?.[0] ?? ''
      return [...champ.matchAll(/<option([^>]*)>/g)]
        .map(([, attributs]) => attributs ?? '')
        .filter(a => /value=".+"/.test(a))
    }
    const [seule, ...autres] = await choix('greffe.strasbourg')
    expect([seule?.includes(t.strasbourg), seule?.includes('selected'), autres]).toEqual([
      true,
      true,
      [],
    ])
    expect((await choix('ts.67')).length).toBeGreaterThan(2)
  })
})

describe('Une décision est enregistrée par qui elle regarde, et lue (ADR 0047)', () => {
  const revocation = (m: Lieu, plus: object = {}) => ({
    ...m,
    acte: 'revocation_totale',
    le: LE,
    auteur: 'jap',
    ...plus,
  })
  const lue = { numero: '26/123', decisionLe: '2026-11-20', decisionVue: 'oui' }
  it('ni le BEX, ni un psychologue, ni un coordinateur ; ni le greffe d’une autre juridiction', async () => {
    const m = await t.deMetz()
    for (const nom of ['bex.metz', 'psychologue.67', 'coordinateur.67'])
      await expect(t.faire(nom, accomplirActe, revocation(m, lue)), nom).rejects.toThrow(
        'Votre fonction ne permet pas cet acte.',
      )
    await expect(t.faire('greffe.strasbourg', accomplirActe, revocation(m, lue))).rejects.toThrow(
      RELEVE,
    )
    await expect(
      t.faire('greffe.strasbourg', accomplirActe, { ...m, acte: 'deces', le: LE, auteur: 'loi' }),
    ).rejects.toThrow(RELEVE)
  })
  it('le SPIP, « décision reçue » : numéro, date, juridiction, et la décision sous les yeux', async () => {
    const m = await t.deMetz()
    await expect(t.faire('ts.67', accomplirActe, revocation(m))).rejects.toMatchObject({
      refusals: [
        expect.objectContaining({ champ: 'numero' }),
        expect.objectContaining({ champ: 'decisionVue' }),
      ],
    })
    await expect(
      t.faire('ts.67', accomplirActe, revocation(m, { ...lue, decisionVue: undefined })),
    ).rejects.toThrow(
      'Cet acte met fin à la mesure : cochez « J’ai la décision sous les yeux », ou attendez de l’avoir reçue.',
    )
    await t.faire('ts.67', accomplirActe, revocation(m, lue))
    const { texte } = await (await new Navigateur(t.p).entrer('ts.67')).ouvrir(
      `/dossiers/${m.dossierId}/mesures/${m.mesureId}`,
    )
    expect(texte).toContain('Décision n° 26/123 du 20/11/2026, Tribunal judiciaire de Metz')
  })
  it('une décision sans numéro le dit, et reste dite ainsi ; le numéro de parquet n’est pas recopié', async () => {
    const m = await t.deMetz()
    await t.e.proprietaire.query(
      "UPDATE mesures.mesure SET numero_parquet = '25068000777' WHERE id = $1",
      [m.mesureId],
    )
    const n = await new Navigateur(t.p).entrer('ts.67')
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}`
    expect((await n.ouvrir(`${adresse}/actes/revocation_totale`)).texte).not.toContain(
      '25068000777',
    )
    await t.faire(
      'ts.67',
      accomplirActe,
      revocation(m, { sansNumero: 'oui', decisionLe: '2026-11-20', decisionVue: 'oui' }),
    )
    expect((await n.ouvrir(adresse)).texte).toContain('Décision sans numéro du 20/11/2026')
    const { rows } = await t.e.proprietaire.query(
      'SELECT numero, sans_numero FROM mesures.v_acte WHERE acte_id = $1',
      [await t.dernier(m)],
    )
    expect(rows).toEqual([{ numero: null, sans_numero: true }])
  })
  it('champs vides et règles se disent d’un seul coup, chacun sur son champ', async () => {
    const m = await t.deMetz()
    const n = await new Navigateur(t.p).entrer('ts.67')
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/actes/revocation_totale`
    const { texte } = await n.ouvrir(adresse)
    const cache = (nom: string) =>
      new RegExp(`name="${nom}" value="([^"]*)"`).exec(texte)?.[1] ?? ''
    const envoi = {
      _jeton: cache('_jeton'),
      _cle: cache('_cle'),
      le: '2025-03-01',
      decisionLe: '2025-03-02',
      tigParSemaine: 'beaucoup',
    }
    const refuse = await n.envoyer(adresse, envoi)
    expect(refuse.statut).toBe(422)
    for (const dit of [
      'Dites qui a décidé.',
      'Cette date est avant la décision qui a prononcé la mesure, le 11/03/2025',
      'Indiquez le numéro de la décision, minute ou ordonnance',
      'Le 02/03/2025 est avant la décision qui a prononcé la mesure, le 11/03/2025',
      'cochez « J’ai la décision sous les yeux »',
    ])
      expect(refuse.texte, dit).toContain(dit)
    // The same, once every field can be read: the rules refuse together.
    await expect(
      t.faire(
        'ts.67',
        accomplirActe,
        revocation(m, { le: '2025-03-01', decisionLe: '2025-03-02' }),
      ),
    ).rejects.toMatchObject({
      refusals: ['le', 'numero', 'decisionVue', 'decisionLe'].map(champ =>
        expect.objectContaining({ champ }),
      ),
    })
  })
  it('un service qui ne suit plus ne voit plus le dossier, donc n’y écrit plus', async () => {
    const m = await t.deMetz()
    const { rows } = await t.e.proprietaire.query(
      "SELECT id FROM moyens.service WHERE departement = '57'",
    )
    const { transfertId } = await t.faire('ts.67', proposerTransfert, {
      dossierId: m.dossierId,
      versServiceId: rows[0].id,
      motif: 'Déménagement',
    })
    // Until it is accepted, the service that is asked writes nothing.
    await expect(
      t.faire('dpip.57', accomplirActe, { ...m, acte: 'deces', le: LE, auteur: 'loi' }),
    ).rejects.toThrow()
    await t.faire('dpip.57', accepterTransfert, {
      dossierId: m.dossierId,
      transfertId,
      convocations: 'garder',
    })
    await expect(t.faire('ts.67', accomplirActe, revocation(m, lue))).rejects.toThrow('périmètre')
    await t.faire('dpip.57', accomplirActe, revocation(m, lue))
  })
  it('deux dossiers ne se fusionnent que par le service qui suit les deux ; le numéro d’un autre ne dit rien', async () => {
    const { dossierId } = await t.deMetz()
    const { rows } = await t.e.proprietaire.query(
      `SELECT d.numero, d.dossier_id AS id FROM dossiers.dossier d JOIN dossiers.prise_en_charge q USING (dossier_id) JOIN moyens.service s ON s.id = q.service_id
       WHERE q.fin_a IS NULL AND d.clos_a IS NULL AND s.departement = '88' AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre x
         WHERE x.dossier_id = d.dossier_id AND x.entite_id = (SELECT service_id FROM moyens.agent WHERE id = $1)) LIMIT 1`,
      [await t.e.agent('dpip.67')],
    )
    const fusion = (absorbeNumero: string) =>
      t.faire('dpip.67', fusionner, { dossierId, absorbeNumero, motif: 'Doublon' })
    await expect(fusion(rows[0].numero)).rejects.toThrow(
      'Aucun dossier de votre périmètre ne porte ce numéro.',
    )
    await ouvrirA(t.e, rows[0].id, await t.e.agent('dpip.67'), 'saisine')
    await expect(fusion(rows[0].numero)).rejects.toThrow(
      'deux dossiers se fusionnent quand vous suivez les deux',
    )
  })
})
