import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { convoquee, reproches, valeurs } from './audience.builder.ts'

let e: Essai
let p: Plateforme
let bex: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  bex = await new Navigateur(p).entrer('bex.strasbourg')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const un = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows[0] as T
const version = async (id: string) =>
  `${(await un<{ v: number }>('SELECT version AS v FROM agenda.convocation WHERE id = $1', [id])).v}`

describe('Le tribunal dit à la personne ce qu’il change', () => {
  it('N’écrit à la personne que si la case le dit : elle est proposée comme à l’audience, et ce qui n’est pas dit l’est', async () => {
    const messages = (id: string) =>
      un<{ n: number }>('SELECT count(*)::int AS n FROM messages.message WHERE objet_id = $1', [id])
    const coche = (t: string, nom: string) =>
      new RegExp(`<input[^>]*name="${nom}"[^>]*>`).exec(t)?.[0].includes('checked')
    const c = await convoquee(bex, 'Muette', { prevenir: '' })
    const muette = (await bex.ouvrir(`${c.faite}/deplacer`)).texte
    expect([coche(muette, 'prevenir'), coche(muette, 'prevenirAnnulation')]).toEqual([false, false])
    const creneau = valeurs(muette, 'creneau').find(x => x !== c.creneauSpip) ?? ''
    expect(
      reproches(
        await bex.envoyer(`${c.faite}/deplacer`, { creneau, version: await version(c.id) }),
      ),
    ).toBe('')
    expect((await bex.ouvrir(c.faite)).texte).toContain(
      'La personne n’est pas prévenue : dites-le-lui.',
    )
    const sans = await bex.envoyer(
      `${c.faite}/annuler`,
      { motif: 'Appel du jugement', version: await version(c.id) },
      `${c.faite}/deplacer`,
    )
    expect(reproches(sans)).toBe('')
    const annulee = (await bex.ouvrir(c.faite)).texte
    // Cancelled, it is no more handed over than it was: the paper in hand says another slot.
    expect(annulee).toMatch(/Convocation remise<[\s\S]{0,120}?non : le créneau a changé depuis/)
    expect(annulee).toContain('La personne ne l’est pas : dites-le-lui, ou elle viendra.')
    expect(await messages(c.id)).toEqual({ n: 0 })
    const d = await convoquee(bex, 'Prevenue', { prevenir: '' })
    expect(
      coche(
        (await bex.ouvrir(`${(await convoquee(bex, 'Parlante')).faite}/deplacer`)).texte,
        'prevenirAnnulation',
      ),
    ).toBe(true)
    const avec = {
      motif: 'Appel du jugement',
      prevenirAnnulation: 'oui',
      version: await version(d.id),
    }
    expect(reproches(await bex.envoyer(`${d.faite}/annuler`, avec, `${d.faite}/deplacer`))).toBe('')
    expect(
      await un(
        "SELECT count(*)::int AS n FROM messages.message WHERE objet_id = $1 AND moment = 'annulation'",
        [d.id],
      ),
    ).toEqual({
      n: 1,
    })
  })
  it('Déplacée puis annulée avant que le message parte : « ne venez pas » dit le créneau du papier que la personne tient', async () => {
    const c = await convoquee(bex, 'Papier')
    const creneau = valeurs((await bex.ouvrir(`${c.faite}/deplacer`)).texte, 'creneau').at(-1) ?? ''
    expect(
      reproches(
        await bex.envoyer(`${c.faite}/deplacer`, {
          creneau,
          prevenir: 'oui',
          version: await version(c.id),
        }),
      ),
    ).toBe('')
    expect((await bex.ouvrir(c.faite)).texte).toContain('non : le créneau a changé depuis')
    const avec = { motif: 'Appel', prevenirAnnulation: 'oui', version: await version(c.id) }
    expect(reproches(await bex.envoyer(`${c.faite}/annuler`, avec, `${c.faite}/deplacer`))).toBe('')
    const [, le = '', heure = ''] = c.creneauSpip.split('|')
    const attendu = { pour_le: le, pour_heure: `${heure}:00`, etat: 'a_envoyer' }
    const dit =
      "SELECT pour_le::text, pour_heure::text, etat FROM messages.message WHERE objet_id = $1 AND moment = 'annulation'"
    expect(await un(dit, [c.id])).toEqual(attendu)
    const { texte } = await un<{ texte: string }>(
      "SELECT texte FROM messages.message WHERE objet_id = $1 AND moment = 'annulation'",
      [c.id],
    )
    expect(texte).toContain(`${Number(le.slice(8))}`)
    expect(texte).toContain(heure.replace(':', ' h ').replace(/^0/, ''))
    // The message of the move left first: it is then the new slot that is cancelled.
    const d = await convoquee(bex, 'Message')
    expect(
      reproches(
        await bex.envoyer(`${d.faite}/deplacer`, {
          creneau,
          prevenir: 'oui',
          version: await version(d.id),
          malgre: 'oui',
        }),
      ),
    ).toBe('')
    await e.proprietaire.query(
      "UPDATE messages.message SET etat = 'envoye' WHERE objet_id = $1 AND moment = 'modification'",
      [d.id],
    )
    const encore = { motif: 'Appel', prevenirAnnulation: 'oui', version: await version(d.id) }
    expect(reproches(await bex.envoyer(`${d.faite}/annuler`, encore, `${d.faite}/deplacer`))).toBe(
      '',
    )
    expect((await un<{ pour_le: string }>(dit, [d.id])).pour_le).toBe(creneau.split('|')[1])
  })
})
