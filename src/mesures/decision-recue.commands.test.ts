import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur } from '../../tests/base.ts'
import { installerReactions } from '../reactions.ts'
import type { Lieu } from './acte.builder.ts'
import { accomplirActe, annulerActe } from './acte.commands.ts'
import { type DeuxCours, deuxCours } from './competence.builder.ts'

let t: DeuxCours
beforeAll(async () => {
  installerReactions()
  t = await deuxCours()
})
afterAll(() => t.fermer())

const annuler = async (nom: string, m: Lieu) =>
  t.faire(nom, annulerActe, { ...m, acteId: await t.dernier(m), motif: 'Erreur de dossier' })
const SIEGE = 'le JAP ou le greffe \\(Tribunal judiciaire de Metz\\)'
const AUTRUI = new RegExp(
  `Peuvent l’annuler : .+, qui l’a enregistré ; ou (?:${SIEGE}|un DPIP ou un DFSPIP \\(SPIP .+\\)(?: ; ou ${SIEGE})?)\\.`,
)

describe('Qui annule un acte', () => {
  it('l’acte d’une juridiction : elle-même ; ni un agent du service, ni sa direction, ni une autre juridiction', async () => {
    const m = await t.deMetz()
    await t.acte('jap.metz', m, 'revocation_totale', { le: LE, auteur: 'jap' })
    for (const autre of ['ts.67', 'dpip.67', 'jap.strasbourg', 'greffe.strasbourg'])
      await expect(annuler(autre, m)).rejects.toThrow(AUTRUI)
    await annuler('greffe.metz', m)
    await t.acte('jap.metz', m, 'revocation_totale', { le: LE, auteur: 'jap' })
    await annuler('jap.metz', m)
  })
  it('l’acte d’un agent du service : lui, la direction du service qui suit, et la juridiction dont il dit avoir reçu la décision', async () => {
    const m = await t.deMetz()
    for (const qui of ['dpip.67', 'ts.67', 'greffe.metz', 'jap.metz']) {
      await t.acte('ts.67', m, 'fin_anticipee', { le: LE, auteur: 'jap' })
      for (const autre of ['jap.strasbourg', 'greffe.strasbourg'])
        await expect(annuler(autre, m)).rejects.toThrow(AUTRUI)
      expect(
        (await t.ouvrir(qui, m)).includes('Annuler : Condamnation déclarée non avenue'),
        qui,
      ).toBe(true)
      await annuler(qui, m)
    }
  })
  it('ce que la loi fait, enregistré par le service, n’est pas la décision de la juridiction : elle ne l’annule pas', async () => {
    const m = await t.deMetz()
    await t.acte('ts.67', m, 'suspension', { le: LE, auteur: 'loi' })
    for (const autre of ['jap.metz', 'greffe.metz'])
      await expect(annuler(autre, m)).rejects.toThrow(AUTRUI)
    await annuler('dpip.67', m)
  })
  it('le greffe de la juridiction l’apprend comme son JAP', async () => {
    const m = await t.deMetz()
    await t.acte('ts.67', m, 'fin_anticipee', { le: LE, auteur: 'jap' })
    for (const qui of ['greffe.metz', 'jap.metz']) {
      const { texte } = await (await new Navigateur(t.p).entrer(qui)).ouvrir('/pour-moi?par=100')
      expect(texte, qui).toContain(`/dossiers/${m.dossierId}/`)
    }
  })
})

describe('La décision que le service a reçue', () => {
  const revocation = (m: Lieu, plus: object = {}) => ({
    ...m,
    acte: 'revocation_totale',
    le: LE,
    auteur: 'jap',
    ...plus,
  })
  const lue = { numero: '26/123', decisionLe: '2026-11-20', decisionVue: 'oui' }
  it('une autre juridiction que celle de la mesure se confirme, à l’écran sans rien perdre', async () => {
    const m = await t.deMetz()
    const saisie = revocation(m, { ...lue, decisionJuridictionId: t.strasbourg })
    await expect(t.faire('ts.67', accomplirActe, saisie)).rejects.toMatchObject({
      refusals: [
        {
          code: 'autre_juridiction_a_confirmer',
          champ: 'autreJuridiction',
          message: expect.stringContaining('de Metz'),
        },
      ],
    })
    const n = await new Navigateur(t.p).entrer('ts.67')
    const adresse = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/actes/revocation_totale`
    expect((await n.ouvrir(adresse)).texte).not.toContain('C’est bien elle qui a décidé')
    const { dossierId: _, mesureId: __, acte: ___, ...champs } = saisie
    const refuse = await n.envoyer(adresse, champs as Record<string, string>, adresse)
    expect(refuse.statut).toBe(422)
    for (const dit of [
      'name="autreJuridiction"',
      'La mesure relève de : Tribunal judiciaire de Metz.',
      '26/123',
    ])
      expect(refuse.texte).toContain(dit)
    await t.faire('ts.67', accomplirActe, { ...saisie, autreJuridiction: 'oui' })
  })
})
