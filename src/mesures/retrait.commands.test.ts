import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Navigateur, ouvrirA } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { bancDeCorrection } from './correction.builder.ts'
import { remettreMesure, retirerMesure } from './retrait.commands.ts'

let { e, p, ts, fermer, strasbourg, mesure, une, compter, voit } = {} as Awaited<
  ReturnType<typeof bancDeCorrection>
>
beforeAll(async () => {
  ;({ e, p, ts, fermer, strasbourg, mesure, une, compter, voit } = await bancDeCorrection())
})
afterAll(() => fermer())

describe('Une mesure saisie par erreur se retire', () => {
  it('Elle n’a plus d’effet nulle part ; remise, tout revient ; deux fois de suite est refusé', async () => {
    const m = await mesure({
      obligations: [{ article: 'CP 132-45, 1°' }],
      pieces: ['Casier judiciaire B1'],
    })
    const traces = async () => ({
      mesure: await une(m),
      echeances: await compter('echeances.echeance', m),
      obligations: await compter('mesures.v_obligation', m),
      pieces: await compter('mesures.v_piece', m),
      voit: await voit(m.dossierId, strasbourg),
    })
    const avant = await traces()
    const motif = 'Mauvais dossier'
    await executer(e.hote, ts, retirerMesure, { ...m, motif })
    expect(await traces()).toEqual({
      mesure: undefined,
      echeances: 0,
      obligations: 0,
      pieces: 0,
      voit: false,
    })
    await expect(executer(e.hote, ts, retirerMesure, { ...m, motif })).rejects.toThrow()
    await executer(e.hote, ts, remettreMesure, { ...m, motif: 'C’était le bon' })
    expect(await traces()).toEqual(avant)
    await expect(executer(e.hote, ts, remettreMesure, { ...m, motif })).rejects.toThrow(
      'n’est pas retirée',
    )
  })
  it('L’accès de la juridiction reste quand une autre de ses mesures tient', async () => {
    const m = await mesure()
    await mesure({
      dossierId: m.dossierId,
      nature: 'tig',
      heures: '105',
      dureeMois: undefined,
      finLe: '2026-09-10',
    })
    await executer(e.hote, ts, retirerMesure, { ...m, motif: 'Double' })
    expect(await voit(m.dossierId, strasbourg)).toBe(true)
  })
  it('Retirée par le greffe, la seule de sa juridiction : c’est dit avant, il revient à Ma journée, et le service la remet', async () => {
    const m = await mesure()
    const page = `/dossiers/${m.dossierId}/mesures/${m.mesureId}`
    const [greffe, service] = [
      await new Navigateur(p).entrer('greffe.strasbourg'),
      await new Navigateur(p).entrer('ts.67'),
    ]
    const mots = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
    expect(mots((await service.ouvrir(`${page}/retirer`)).texte)).toContain(
      'Vous pourrez la remettre',
    )
    const avant = mots((await greffe.ouvrir(`${page}/retirer`)).texte)
    expect(avant).not.toContain('Vous pourrez la remettre')
    expect(avant).toContain(
      'vous ne pourrez pas la remettre. Le service qui suit la personne le pourra.',
    )
    const fait = await greffe.envoyer(
      `${page}/retirer`,
      { motif: 'Saisie sur la mauvaise personne' },
      `${page}/retirer`,
    )
    expect([fait.statut, fait.vers]).toEqual([303, '/'])
    const arrivee = await greffe.ouvrir('/')
    expect(arrivee.statut).toBe(200)
    expect(mots(arrivee.texte)).toContain('Le service qui suit la personne peut la remettre.')
    const perdue = await service.ouvrir(page)
    expect(perdue.statut).toBe(404)
    for (const mot of ['a été retirée par', 'Saisie sur la mauvaise personne'])
      expect(mots(perdue.texte)).toContain(mot)
    expect(mots((await greffe.ouvrir(page)).texte)).not.toContain('a été retirée par')
    await executer(e.hote, ts, remettreMesure, { ...m, motif: 'C’était la bonne' })
    expect((await greffe.ouvrir(page)).statut).toBe(200)
  })
  it('Retirée par le greffe qui voit le dossier pour autre chose : il reste aux mesures, et peut la remettre', async () => {
    const m = await mesure()
    await ouvrirA(e, m.dossierId, strasbourg, 'saisine')
    const greffe = await new Navigateur(p).entrer('greffe.strasbourg')
    const retirer = `/dossiers/${m.dossierId}/mesures/${m.mesureId}/retirer`
    expect((await greffe.ouvrir(retirer)).texte).toContain('Vous pourrez la remettre')
    const fait = await greffe.envoyer(retirer, { motif: 'Double' }, retirer)
    expect(fait.vers).toBe(`/dossiers/${m.dossierId}/mesures`)
    expect((await greffe.ouvrir(fait.vers ?? '')).texte).toContain('Remettre</a>')
  })
  it('L’attente de saisine que la mesure avait levée revient avec le retrait', async () => {
    const m = await mesure()
    await executer(e.hote, ts, retirerMesure, { ...m, motif: 'Double' })
    await e.proprietaire.query(
      "INSERT INTO mesures.attente_saisine (dossier_id, depuis_le, manque, signalee_par) VALUES ($1, '2026-11-01', 'Jugement et casier judiciaire', $2)",
      [m.dossierId, ts],
    )
    const seconde = await mesure({ dossierId: m.dossierId })
    // Lifting it is said, and the piece that was missing is waited for by name.
    expect(seconde).toMatchObject({ attenteLevee: true, attendues: ['Casier judiciaire B1'] })
    expect(await compter('mesures.v_piece', seconde)).toBe(1)
    const attente = async () =>
      (
        await e.proprietaire.query(
          'SELECT manque FROM mesures.v_attente_saisine WHERE dossier_id = $1',
          [m.dossierId],
        )
      ).rows
    expect(await attente()).toEqual([])
    await executer(e.hote, ts, retirerMesure, { ...seconde, motif: 'Erreur' })
    expect(await attente()).toEqual([{ manque: 'Jugement et casier judiciaire' }])
    await executer(e.hote, ts, remettreMesure, { ...seconde, motif: 'Bonne' })
    expect(await attente()).toEqual([])
  })
})
