import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { inTransaction } from '../platform/demande.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { inventer } from './calendrier.builder.ts'
import { alertesDeDisponibilite } from './index.ts'

let e: Essai
let p: Plateforme
let invente: ReturnType<typeof inventer>
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  invente = inventer(e)
  const { id } = await invente.service()
  await e.proprietaire.query('UPDATE creneaux.type SET besoin_par_semaine = NULL')
  await e.proprietaire.query(
    "INSERT INTO creneaux.type (entite_id, cle, libelle, fonctions, duree_minutes, besoin_par_semaine) VALUES ($1, 'permanence', 'Permanence du mardi', '{dpip}', 30, 4)",
    [id],
  )
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const alertes = async () => {
  const demande = {
    porteur: { compteId: await e.agent('dpip.67') },
    permission: null,
    dossierId: null,
    requete: 'essai',
  }
  const { id } = await invente.service()
  return inTransaction(e.hote, demande, async (tx, context) => ({
    resultat: await alertesDeDisponibilite(tx, id, context),
    fin: 'SELECT 1',
  }))
}

describe('L’alerte de disponibilité', () => {
  it('Sans plage, tout manque ; quatre places chaque mardi suffisent ; une prise, une de moins', async () => {
    expect(Temporal.PlainDate.from(LE).dayOfWeek).toBe(2)
    const avant = await alertes()
    expect(avant.map(d => [d.cle, d.manque])).toEqual([['permanence', 16]])
    const agendaId = await invente.agenda('Permanences')
    const plageId = await invente.plage(agendaId, {
      types: '{permanence}',
      du: LE,
      de: '10:00',
      a: '12:00',
      pas_minutes: 30,
    })
    expect(await alertes()).toEqual([])
    await invente.convoquer('2026-12-01', '10:30', {
      type: 'permanence',
      agent_id: null,
      agenda_id: agendaId,
      plage_id: plageId,
      duree_minutes: 30,
    })
    const apres = await alertes()
    expect(apres[0]?.semaines.map(s => s.manque)).toEqual([0, 1, 0, 0])
    expect(apres[0]?.prochaine).toBe(LE)
  })
  it('L’écran le dit, en dessin et en tableau, avec quoi faire ; qui n’ouvre pas de plage sait à qui le dire', async () => {
    const dpip = await new Navigateur(p).entrer('dpip.67')
    const { texte, entetes } = await dpip.ouvrir('/calendriers/disponibilites')
    expect(texte).toContain('Un type manque de places')
    expect(texte).toContain('il en manque')
    expect(texte).toContain('role="img"')
    expect(texte).toContain('Du 01/12 au 07/12')
    expect(Number(/desc="(\d+)"/.exec(String(entetes['server-timing']))?.[1])).toBeLessThanOrEqual(
      14,
    )
    const psychologue = await new Navigateur(p).entrer('bex.strasbourg')
    expect((await psychologue.ouvrir('/calendriers/disponibilites')).texte).toContain(
      'Aucun besoin n’est encore indiqué',
    )
    expect(
      (
        await (
          await new Navigateur(p).entrer('parquet.strasbourg')
        ).ouvrir('/calendriers/disponibilites')
      ).statut,
    ).toBe(403)
  })
})
