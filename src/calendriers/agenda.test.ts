import type ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { inventer, lienDe, relire } from './calendrier.builder.ts'

let e: Essai
let p: Plateforme
let dfspip: Navigateur
let { un, convoquer, ...invente } = {} as ReturnType<typeof inventer>
beforeAll(async () => {
  e = await nouvelEssai()
  ;({ un, convoquer, ...invente } = inventer(e))
  p = await application(e)
  dfspip = await new Navigateur(p).entrer('dfspip.67')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const instant = (t: ICAL.Time | undefined) => t?.toJSDate().toISOString()

describe('Le calendrier d’un agenda', () => {
  const agenda = async () => {
    const id = await invente.agenda(`Actions collectives ${Math.random()}`)
    const collective = {
      types: '{action_collective}',
      pas_minutes: 120,
      capacite: 8,
      collective: true,
    }
    return { id, plage: await invente.plage(id, collective) }
  }
  it('Une séance collective est un seul événement, avec le nombre de personnes ; la fermeture de l’agenda y est', async () => {
    const { id, plage } = await agenda()
    for (const [i, d] of (await invente.dossiers(3)).entries())
      await convoquer('2027-01-12', '14:00', {
        dossier_id: d,
        agent_id: null,
        agenda_id: id,
        plage_id: plage,
        place: i + 1,
        capacite: 8,
        collective: true,
        type: 'action_collective',
        duree_minutes: 120,
      })
    await e.proprietaire.query(
      "INSERT INTO creneaux.absence (entite_id, agenda_id, du, au, motif) SELECT entite_id, id, '2027-01-19 14:00', '2027-01-19 16:00', 'fermeture' FROM creneaux.agenda WHERE id = $1",
      [id],
    )
    const r = await dfspip.envoyer(
      '/calendriers/agendas',
      { agendaId: id, detail: 'types' },
      '/calendriers',
    )
    expect(r.statut).toBe(200)
    const { evenements } = await relire(p, new URL(lienDe(r.texte)).pathname)
    expect(evenements.map(v => [v.summary, instant(v.startDate)])).toEqual([
      ['Action collective (3 personnes)', '2027-01-12T13:00:00.000Z'],
      ['Fermeture', '2027-01-19T13:00:00.000Z'],
    ])
    const page = (await dfspip.ouvrir('/calendriers')).texte
    expect(page).toContain('Liens en cours')
    const { id: flux } = await un<{ id: string }>(
      'SELECT id FROM calendriers.flux WHERE agenda_id = $1',
      [id],
    )
    const ailleurs = await new Navigateur(p).entrer('dfspip.57')
    expect(
      (await ailleurs.envoyer(`/calendriers/agendas/${flux}/revoquer`, {}, '/calendriers')).statut,
    ).toBe(404)
    expect(
      (await dfspip.envoyer(`/calendriers/agendas/${flux}/revoquer`, {}, '/calendriers')).statut,
    ).toBe(303)
    expect((await p.app.inject({ url: new URL(lienDe(r.texte)).pathname })).statusCode).toBe(404)
  })
  it('L’agenda d’un autre service est refusé, et rien ne se crée', async () => {
    const { id } = await agenda()
    const ailleurs = await new Navigateur(p).entrer('dfspip.57')
    expect(
      (
        await ailleurs.envoyer(
          '/calendriers/agendas',
          { agendaId: id, detail: 'types' },
          '/calendriers',
        )
      ).statut,
    ).toBe(303)
    expect((await ailleurs.ouvrir('/calendriers')).texte).toContain(
      'Cet agenda n’est pas de votre service.',
    )
    expect(
      (await e.proprietaire.query('SELECT 1 FROM calendriers.flux WHERE agenda_id = $1', [id]))
        .rowCount,
    ).toBe(0)
  })
})
