import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LE } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { Interdit } from '../platform/introuvable.ts'
import type { Refused } from '../platform/refusal.ts'
import { bancDesPlages, refus, uneSaisie } from './calendrier.builder.ts'
import { ouvrirPlage } from './plage.commands.ts'

let banc: Awaited<ReturnType<typeof bancDesPlages>>
beforeAll(async () => {
  banc = await bancDesPlages()
})
beforeEach(() => {
  banc.publies.length = 0
})
afterAll(() => banc.e.fermer())

describe('Un agent ouvre ses plages', () => {
  test('muté, il ne rouvre pas l’agenda qu’il a laissé dans son ancien service', async () => {
    const laisse = await banc.un(
      "INSERT INTO creneaux.agenda (entite_id, lieu_id, nom, agent_id) SELECT l.entite_id, l.lieu_id, 'Laissé', $2 FROM creneaux.v_lieu l WHERE l.lieu_id = $1 RETURNING id",
      [banc.lieuVoisin, banc.ts],
    )
    expect(
      await refus(
        executer(banc.e.hote, banc.ts, ouvrirPlage, {
          ...uneSaisie,
          agenda: `lieu.${banc.lieuVoisin}`,
        }),
      ),
    ).toEqual(['autre_service'])
    await banc.sql('DELETE FROM creneaux.agenda WHERE id = $1', [laisse])
  })
  test('sa première plage dans un lieu y ouvre son agenda ; la suivante va dans le même', async () => {
    await banc.sql(
      "UPDATE creneaux.agenda SET agent_id = NULL, nom = nom || ' (ancien)' WHERE agent_id = $1",
      [banc.ts],
    )
    const premiere = await executer(banc.e.hote, banc.ts, ouvrirPlage, {
      ...uneSaisie,
      agenda: `lieu.${banc.lieu}`,
    })
    const deuxieme = await executer(banc.e.hote, banc.ts, ouvrirPlage, {
      ...uneSaisie,
      agenda: `lieu.${banc.lieu}`,
      de: '14:00',
      a: '17:00',
    })
    const agendas = await banc.sql<{ agendaId: string; nom: string }>(
      "SELECT DISTINCT g.id, g.nom, g.agent_id, a.prenom || ' ' || a.nom AS qui FROM creneaux.plage p JOIN creneaux.agenda g ON g.id = p.agenda_id JOIN moyens.agent a ON a.id = g.agent_id WHERE p.id = ANY($1)",
      [[premiere.plageId, deuxieme.plageId]],
    )
    expect(agendas).toHaveLength(1)
    expect(agendas[0]).toMatchObject({ agent_id: banc.ts })
    expect(await banc.lue(premiere.plageId)).toMatchObject({
      du: LE,
      au: null,
      jours: [2, 4],
      toutes_les: 1,
      capacite: 1,
      collective: false,
      remplace_id: null,
    })
    expect(banc.publies).toEqual([])
  })
  test('deux plages de lui aux mêmes heures, même ouvertes au même instant : une seule', async () => {
    const saisie = { ...uneSaisie, agenda: `lieu.${banc.lieu}`, jours: ['5'] }
    const issues = await Promise.allSettled(
      [1, 2, 3, 4].map(() => executer(banc.e.hote, banc.ts, ouvrirPlage, saisie)),
    )
    expect(issues.filter(i => i.status === 'fulfilled')).toHaveLength(1)
    for (const i of issues)
      if (i.status === 'rejected')
        expect((i.reason as Refused).refusals[0]?.code).toBe('chevauchement')
  })
  test('une séance unique prend le jour de sa date ; elle est collective parce que son type l’est', async () => {
    const agenda = await banc.agendaPartage('Salle bleue')
    const seance = {
      agenda,
      types: ['action_collective'],
      du: '2026-12-02',
      au: '2026-12-02',
      jours: [],
      de: '14:00',
      a: '16:00',
      pasMinutes: 120,
      capacite: 12,
    }
    const { plageId } = await executer(banc.e.hote, banc.dpip, ouvrirPlage, {
      ...seance,
      intitule: 'Atelier',
    })
    expect(await banc.lue(plageId)).toMatchObject({
      du: '2026-12-02',
      au: '2026-12-02',
      jours: [3],
      collective: true,
      capacite: 12,
    })
  })
  test('un agent qui ouvre un groupe sur des heures où il reçoit : ceux qu’il y a convoqués sont à décider, séance par séance', async () => {
    const duTs = await banc.un('SELECT id FROM creneaux.agenda WHERE agent_id = $1', [banc.ts])
    const groupe = {
      agenda: duTs,
      types: ['action_collective'],
      jours: ['2'],
      de: '09:00',
      a: '11:00',
      pasMinutes: 120,
      capacite: 8,
    }
    await executer(banc.e.hote, banc.ts, ouvrirPlage, {
      ...groupe,
      du: '2026-12-01',
      au: '2026-12-20',
      toutesLes: 2,
      intitule: 'Groupe de parole',
    })
    expect(banc.publies.map(p => [p.motif, p.agentId, p.du, p.au])).toEqual([
      ['absence', banc.ts, '2026-12-01T09:00', '2026-12-01T11:00'],
      ['absence', banc.ts, '2026-12-15T09:00', '2026-12-15T11:00'],
    ])
    expect(banc.publies[0]?.detail).toContain(
      'anime « Groupe de parole » le 01/12/2026, de 9 h 00 à 11 h 00.',
    )
  })
  test('refusé : hors des heures du lieu, pour un type inconnu, à deux places pour soi seul', async () => {
    const saisie = { ...uneSaisie, agenda: `lieu.${banc.lieu}`, jours: ['1'] }
    expect(
      await refus(
        executer(banc.e.hote, banc.ts, ouvrirPlage, { ...saisie, de: '05:00', a: '07:00' }),
      ),
    ).toEqual(['hors_ouverture'])
    expect(
      await refus(executer(banc.e.hote, banc.ts, ouvrirPlage, { ...saisie, types: ['suivi_jap'] })),
    ).toEqual(['type_inconnu'])
    expect(
      await refus(executer(banc.e.hote, banc.ts, ouvrirPlage, { ...saisie, capacite: 2 })),
    ).toEqual(['capacite'])
  })
  test('refusé : l’agenda d’un collègue, un agenda partagé, le lieu d’un autre service', async () => {
    const agenda = await banc.agendaPartage('Salle verte')
    expect(
      await refus(executer(banc.e.hote, banc.psy, ouvrirPlage, { ...uneSaisie, agenda })),
    ).toEqual(['pas_le_votre'])
    const duTs = await banc.un('SELECT id FROM creneaux.agenda WHERE agent_id = $1', [banc.ts])
    expect(
      await refus(executer(banc.e.hote, banc.psy, ouvrirPlage, { ...uneSaisie, agenda: duTs })),
    ).toEqual(['pas_le_votre'])
    expect(
      await refus(
        executer(banc.e.hote, banc.ts, ouvrirPlage, {
          ...uneSaisie,
          agenda: `lieu.${banc.lieuVoisin}`,
          jours: ['1'],
        }),
      ),
    ).toEqual(['lieu_d_un_autre'])
    expect(
      await refus(executer(banc.e.hote, banc.voisin, ouvrirPlage, { ...uneSaisie, agenda })),
    ).toEqual(['autre_service'])
  })
  test('l’accueil, qui tient le calendrier, ouvre une plage pour un agent', async () => {
    const duTs = await banc.un('SELECT id FROM creneaux.agenda WHERE agent_id = $1', [banc.ts])
    const { plageId } = await executer(banc.e.hote, banc.accueil, ouvrirPlage, {
      ...uneSaisie,
      agenda: duTs,
      jours: ['1'],
    })
    expect(
      (
        await banc.sql<{ creee_par: string }>(
          'SELECT creee_par FROM creneaux.plage WHERE id = $1',
          [plageId],
        )
      )[0]?.creee_par,
    ).toBe(banc.accueil)
  })
  test('qui n’a pas ce droit ne peut pas : le BEX', async () => {
    const bex = await banc.e.agent('bex.strasbourg')
    await expect(
      executer(banc.e.hote, bex, ouvrirPlage, { ...uneSaisie, agenda: `lieu.${banc.lieu}` }),
    ).rejects.toBeInstanceOf(Interdit)
  })
  test('le greffe tient l’agenda du tribunal, avec les types du tribunal', async () => {
    const agenda = await banc.un(
      "SELECT g.id FROM creneaux.agenda g JOIN moyens.juridiction j ON j.id = g.entite_id WHERE j.ville = 'Strasbourg' AND g.nom = 'Cabinet du JAP n° 1'",
    )
    const saisie = { ...uneSaisie, agenda, types: ['suivi_jap'], capacite: 2 }
    expect(
      await banc.lue((await executer(banc.e.hote, banc.greffe, ouvrirPlage, saisie)).plageId),
    ).toMatchObject({ capacite: 2 })
    expect(await refus(executer(banc.e.hote, banc.dpip, ouvrirPlage, saisie))).toEqual([
      'autre_service',
    ])
  })
})
