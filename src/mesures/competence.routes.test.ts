import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur } from '../../tests/base.ts'
import { installerReactions } from '../reactions.ts'
import { probation as faits, type Lieu } from './acte.builder.ts'
import { type DeuxCours, deuxCours } from './competence.builder.ts'
import { saisirMesure } from './mesure.commands.ts'
import { retirerMesure } from './retrait.commands.ts'

let t: DeuxCours
beforeAll(async () => {
  installerReactions()
  t = await deuxCours()
})
afterAll(() => t.fermer())

describe('Ce que l’écran propose est ce que la règle permet', () => {
  it('« Annuler », « Corriger », « La retirer » et les actes ne sont des liens que pour qui les enregistre', async () => {
    const m = await t.deMetz()
    await t.acte('jap.metz', m, 'revocation_partielle', { le: LE, auteur: 'jap' })
    const annulable = /Annuler : Révocation partielle/
    for (const nom of ['ts.67', 'dpip.67', 'jap.strasbourg', 'greffe.strasbourg'])
      expect(await t.ouvrir(nom, m), nom).not.toMatch(annulable)
    for (const nom of ['jap.metz', 'greffe.metz'])
      expect(await t.ouvrir(nom, m), nom).toMatch(annulable)
    const lien = (nom: string) => new RegExp(`/actes/${nom}"`)
    expect(await t.ouvrir('greffe.strasbourg', m)).not.toMatch(/\/corriger"|\/retirer"|\/actes\//)
    expect(await t.ouvrir('greffe.metz', m)).toMatch(/\/corriger"[\s\S]*\/retirer"/)
    const jap = await t.ouvrir('jap.metz', m)
    expect(jap).toMatch(lien('fin_anticipee'))
    expect(jap).toContain('Suspension du délai par l’incarcération')
    expect(jap).not.toMatch(lien('suspension'))
    expect(await t.ouvrir('ts.67', m)).toMatch(lien('suspension'))
  })
  it('au BEX, « Corriger », « La retirer » et « Remettre » de ce qu’il a saisi à l’audience, et rien d’une autre', async () => {
    const m = await t.deMetz()
    const portes = /\/corriger"|\/retirer"|\/obligations"|\/actes\//
    expect(await t.ouvrir('greffe.metz', m)).toMatch(portes)
    expect(await t.ouvrir('bex.metz', m)).not.toMatch(portes)
    for (const suite of ['/corriger', '/retirer', '/obligations'])
      expect(await t.ouvrir('bex.metz', m, suite), suite).toContain(
        'Le BEX corrige les mesures qu’il a saisies à l’audience.',
      )
    const decision = { decisionLe: '2025-04-02', debutLe: '2025-04-02', juridictionId: t.metz }
    const { mesureId } = (await t.faire('bex.metz', saisirMesure, {
      ...faits,
      ...decision,
      dossierId: m.dossierId,
    })) as Lieu
    const sienne = { dossierId: m.dossierId, mesureId }
    const page = await t.ouvrir('bex.metz', sienne)
    expect([
      page.includes('/corriger"'),
      page.includes('/retirer"'),
      page.includes('/actes/'),
    ]).toEqual([true, true, false])
    await t.faire('bex.metz', retirerMesure, { ...sienne, motif: 'Saisie deux fois' })
    await t.faire('ts.67', retirerMesure, { ...m, motif: 'Autre personne' })
    // Another measure of Metz keeps the dossier open to it.
    await t.faire('ts.67', saisirMesure, {
      ...faits,
      decisionLe: '2025-05-05',
      debutLe: '2025-05-05',
      juridictionId: t.metz,
      dossierId: m.dossierId,
    })
    const { texte } = await (await new Navigateur(t.p).entrer('bex.metz')).ouvrir(
      `/dossiers/${m.dossierId}/mesures`,
    )
    expect([
      texte.includes(`${mesureId}/remettre"`),
      texte.includes(`${m.mesureId}/remettre"`),
    ]).toEqual([true, false])
  })
  it('le JAP n’a le choix que du JAP ; un acte qui n’est pas du JAP le dit avant d’être envoyé', async () => {
    const m = await t.deMetz()
    const page = await t.ouvrir('jap.metz', m, '/actes/revocation_totale')
    expect(page).toContain('value="jap"')
    expect(page).not.toContain('value="tribunal"')
    expect(await t.ouvrir('jap.metz', m, '/actes/suspension')).toContain(
      'Un compte de JAP enregistre les décisions du JAP. Cet acte relève de',
    )
  })
})
