import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, Navigateur } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { cle, type Terrain, terrainLibre } from './creneau.builder.ts'

let t: Terrain
let p: Plateforme
let ts: Navigateur
beforeAll(async () => {
  t = await terrainLibre()
  p = await application(t.e)
  ts = await new Navigateur(p).entrer('ts.67')
})
afterAll(async () => {
  await p.app.close()
  await t.e.fermer()
})
/** The slots that the page ticks: a radio without a value is « autre heure ». */
const coches = (texte: string) =>
  [...texte.matchAll(/<input[^>]*name="creneau"[^>]*>/g)]
    .map(([radio]) => radio)
    .flatMap(r => (/\schecked/.test(r) ? [/value="([^"]*)"/.exec(r)?.[1] ?? ''] : []))

describe('Le créneau coché', () => {
  it('Reste coché d’une semaine à l’autre, et aucun autre ne l’est ; pris entre-temps, rien n’est coché et c’est dit', async () => {
    const [c] = await t.libres('suivi', { agentId: t.ts, du: '2027-03-01', au: '2027-03-31' })
    if (!c) throw new Error('no free slot')
    const dossierId = await t.dossier()
    const saisie = { type: 'suivi', agentId: t.ts, creneau: cle(c), prevenir: 'non' }
    const voir = async (geste: string, plus: object = {}) =>
      (await ts.envoyer(`/dossiers/${dossierId}/convoquer`, { ...saisie, ...plus, _geste: geste }))
        .texte
    const ailleurs = await voir('semaine:2027-04-12')
    expect(coches(ailleurs)).toEqual([cle(c)])
    expect(ailleurs).toContain('Créneau choisi')
    const dedans = await voir(`semaine:${c.le}`, { semaine: '2027-04-12' })
    expect(coches(dedans)).toEqual([cle(c)])
    expect(dedans).not.toContain('Créneau choisi')
    expect(coches(await voir('creneaux', { semaine: '2027-04-12' }))).toEqual([cle(c)])
    await t.e.proprietaire.query("UPDATE creneaux.plage SET au = '2027-02-28' WHERE id = $1", [
      c.plageId,
    ])
    const perdu = await voir('semaine:2027-04-12')
    expect(coches(perdu)).toEqual([])
    expect(perdu).toContain('Le créneau choisi n’est plus libre')
  })
})

describe('« Convoquer malgré ce qui précède »', () => {
  const malgre = 'Convoquer malgré ce qui précède</label>'
  const libre = { type: 'suivi', heure: '10:00', prevenir: 'non', creneau: '' }
  const convoquer = async (dossierId: string, plus: Record<string, string>) =>
    ts.envoyer(`/dossiers/${dossierId}/convoquer`, {
      ...libre,
      agentId: t.ts,
      lieuId: t.antenne,
      ...plus,
    })
  it('Proposé pour un conflit, qu’il lève, série comprise ; jamais pour ce qu’il ne lève pas', async () => {
    const dossierId = await t.dossier()
    for (const [pourquoi, plus] of Object.entries({
      'déjà passé': { le: '2020-02-03' },
      'fermé en fin de semaine': { le: '2027-01-16' },
      'est un jour férié': { le: '2027-05-06' },
      'Ce lieu est ouvert de': { le: '2027-01-18', heure: '03:00' },
      'Choisissez un lieu': { le: '2027-01-18', lieuId: '' },
    })) {
      const { statut, texte } = await convoquer(dossierId, plus)
      expect([statut, texte.includes(pourquoi), texte.includes(malgre)], pourquoi).toEqual([
        422,
        true,
        false,
      ])
    }
    expect((await convoquer(dossierId, { le: '2027-01-18' })).statut).toBe(303)
    for (const serie of [{}, { chaque: '1', fois: '2' }]) {
      const deuxieme = await convoquer(dossierId, { le: '2027-01-18', heure: '15:00', ...serie })
      expect([deuxieme.statut, deuxieme.texte.includes(malgre)]).toEqual([422, true])
    }
    expect(
      (
        await convoquer(dossierId, {
          le: '2027-01-18',
          heure: '15:00',
          chaque: '1',
          fois: '2',
          malgre: 'oui',
        })
      ).statut,
    ).toBe(303)
  })
})

describe('Changer de type sans JavaScript', () => {
  it('Un créneau vu pour un autre type est refusé, et ceux du nouveau se montrent ; envoyé de nouveau, c’est dit une fois', async () => {
    const [c] = await t.libres('suivi', { agentId: t.ts, du: '2026-12-01', au: '2027-02-28' })
    if (!c) throw new Error('no free slot')
    const dossierId = await t.dossier()
    const adresse = `/dossiers/${dossierId}/convoquer`
    const vue = (
      await ts.envoyer(adresse, { type: 'suivi', agentId: t.ts, semaine: c.le, _geste: 'creneaux' })
    ).texte
    expect(vue).toContain('name="typeMontre" value="suivi"')
    const types = [...vue.matchAll(/<option value="([a-z0-9_]+)"/g)].map(m => m[1] ?? '')
    const autre = types.find(type => type !== 'suivi') ?? ''
    const refuse = await ts.envoyer(adresse, {
      type: autre,
      typeMontre: 'suivi',
      agentId: t.ts,
      creneau: cle(c),
      prevenir: 'non',
    })
    expect(refuse.statut).toBe(422)
    expect(refuse.texte).toContain('Les créneaux affichés étaient ceux de « ')
    expect(refuse.texte).toContain(`name="typeMontre" value="${autre}"`)
    const bonne = await ts.envoyer(adresse, {
      type: 'suivi',
      typeMontre: 'suivi',
      agentId: t.ts,
      creneau: cle(c),
      prevenir: 'non',
    })
    expect(bonne.statut).toBe(303)
  })
})
