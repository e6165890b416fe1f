import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LE } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { Introuvable } from '../platform/introuvable.ts'
import { bancDesPlages, refus, uneSaisie } from './calendrier.builder.ts'
import { changerPlage, finirPlage, ouvrirPlage } from './plage.commands.ts'

let banc: Awaited<ReturnType<typeof bancDesPlages>>
beforeAll(async () => {
  banc = await bancDesPlages()
})
beforeEach(() => {
  banc.publies.length = 0
})
afterAll(() => banc.e.fermer())

describe('Changer et finir une plage', () => {
  const nouvelle = async (autre: object = {}) => {
    const agenda = await banc.agendaPartage(`Salle ${Math.random()}`)
    const { plageId } = await executer(banc.e.hote, banc.dpip, ouvrirPlage, {
      ...uneSaisie,
      agenda,
      ...autre,
    })
    banc.publies.length = 0
    return { agenda, plageId }
  }
  test('l’ancienne finit la veille, la nouvelle dit ce qu’elle remplace, et le fait est publié une fois', async () => {
    const { agenda, plageId } = await nouvelle()
    const suite = await executer(banc.e.hote, banc.dpip, changerPlage, {
      ...uneSaisie,
      plageId,
      du: '2026-12-10',
      de: '10:00',
    })
    expect(await banc.lue(plageId)).toMatchObject({ du: LE, au: '2026-12-09' })
    expect(await banc.lue(suite.plageId)).toMatchObject({
      du: '2026-12-10',
      au: null,
      remplace_id: plageId,
    })
    expect(banc.publies).toEqual([
      expect.objectContaining({
        motif: 'plage',
        agendaId: agenda,
        plageId,
        du: '2026-12-10T00:00',
        au: null,
      }),
    ])
    expect(banc.publies[0]?.detail).toContain('10/12/2026')
  })
  test('changée avant son premier jour, l’ancienne n’a jamais été en vigueur', async () => {
    const { plageId } = await nouvelle({ du: '2027-01-04' })
    const suite = await executer(banc.e.hote, banc.dpip, changerPlage, {
      ...uneSaisie,
      plageId,
      du: '2026-12-01',
    })
    expect(await banc.lue(plageId)).toMatchObject({ du: '2027-01-04', au: '2027-01-03' })
    expect(await banc.lue(suite.plageId)).toMatchObject({ du: '2026-12-01' })
  })
  test('une semaine sur deux garde son rythme', async () => {
    const { plageId } = await nouvelle({ toutesLes: 2 })
    const suite = await executer(banc.e.hote, banc.dpip, changerPlage, {
      ...uneSaisie,
      plageId,
      toutesLes: 2,
      du: '2026-12-02',
      de: '10:00',
    })
    expect(await banc.lue(suite.plageId)).toMatchObject({ du: '2026-12-07', toutes_les: 2 })
    expect(await banc.lue(plageId)).toMatchObject({ au: '2026-12-01' })
  })
  test('refusé : deux fois la même plage, dans le passé, celle d’un autre service ; rien n’est alors publié', async () => {
    const { plageId } = await nouvelle()
    const changer = (qui: string, du: string) =>
      executer(banc.e.hote, qui, changerPlage, { ...uneSaisie, plageId, du })
    expect(await refus(changer(banc.dpip, '2026-11-23'))).toEqual(['dans_le_passe'])
    expect(await refus(changer(banc.voisin, '2026-12-01'))).toEqual(['autre_service'])
    expect(await refus(changer(banc.psy, '2026-12-01'))).toEqual(['pas_le_votre'])
    await changer(banc.dpip, '2026-12-01')
    banc.publies.length = 0
    expect(await refus(changer(banc.dpip, '2026-12-15'))).toEqual(['deja_changee'])
    await expect(changerSansElle(banc.dpip)).rejects.toBeInstanceOf(Introuvable)
    expect(banc.publies).toEqual([])
  })
  const changerSansElle = (qui: string) =>
    executer(banc.e.hote, qui, changerPlage, {
      ...uneSaisie,
      plageId: '01900000-0000-7000-8000-000000000000',
    })
  test('finie : la veille est son dernier jour ; finie aujourd’hui le jour où elle commence, elle n’a jamais été', async () => {
    const { agenda, plageId } = await nouvelle()
    await executer(banc.e.hote, banc.dpip, finirPlage, { plageId, du: LE })
    expect(await banc.lue(plageId)).toMatchObject({ du: LE, au: '2026-11-23' })
    expect(banc.publies).toEqual([
      expect.objectContaining({
        motif: 'plage',
        agendaId: agenda,
        plageId,
        du: `${LE}T00:00`,
        au: null,
      }),
    ])
    expect(
      await refus(executer(banc.e.hote, banc.dpip, finirPlage, { plageId, du: '2026-12-01' })),
    ).toEqual(['deja_finie'])
  })
})
