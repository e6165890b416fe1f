import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Essai, LE, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { type Fait, reagir } from '../platform/fait.ts'
import { Interdit, Introuvable } from '../platform/http/plateforme.ts'
import { Refused } from '../platform/refusal.ts'
import { noterAbsence, retirerAbsence } from './absence.commands.ts'
import { tenirAgenda } from './calendrier.commands.ts'
import { calendrierChange } from './creneaux.faits.ts'
import { changerPlage, finirPlage, ouvrirPlage } from './plage.commands.ts'

type Change = typeof calendrierChange extends Fait<infer T> ? T : never
const publies: Change[] = []
let e: Essai
let [ts, dpip, accueil, psy, voisin, greffe]: string[] = []
let lieu: string
let lieuVoisin: string
const sql = async <T extends object>(texte: string, valeurs: unknown[] = []) =>
  (await e.proprietaire.query<T>(texte, valeurs)).rows
const un = async (texte: string, valeurs: unknown[] = []) =>
  (await sql<{ id: string }>(texte, valeurs))[0]?.id ?? ''
const refus = async (promesse: Promise<unknown>) => {
  const erreur = await promesse.catch((x: unknown) => x)
  expect(erreur).toBeInstanceOf(Refused)
  return (erreur as Refused).refusals.map(r => r.code)
}
beforeAll(async () => {
  e = await nouvelEssai()
  reagir(calendrierChange, async (_tx, v) => {
    publies.push(v)
  })
  const comptes = [
    'ts.67',
    'dpip.67',
    'accueil.67',
    'psychologue.67',
    'dpip.57',
    'greffe.strasbourg',
  ]
  ;[ts, dpip, accueil, psy, voisin, greffe] = await Promise.all(comptes.map(c => e.agent(c)))
  const antenne = (nom: string) =>
    un('SELECT lieu_id AS id FROM creneaux.v_lieu WHERE nom = $1', [nom])
  lieu = await antenne('Antenne de Strasbourg')
  lieuVoisin = await antenne('Antenne de Metz')
  // A test writes its own ranges: those of the demonstration are other tests'.
  await sql("UPDATE creneaux.plage SET au = '2026-11-23'")
})
beforeEach(() => {
  publies.length = 0
})
afterAll(() => e.fermer())

const plage = {
  types: ['suivi'],
  du: LE,
  jours: ['2', '4'],
  de: '09:00',
  a: '12:00',
  pasMinutes: 45,
}
const lue = async (id: string) =>
  (
    await sql<Record<string, unknown>>(
      'SELECT du::text, au::text, jours, toutes_les, capacite, collective, remplace_id FROM creneaux.plage WHERE id = $1',
      [id],
    )
  )[0]
const agendaPartage = async (nom: string, qui = dpip) =>
  (await executer(e.hote, qui ?? '', tenirAgenda, { nom, lieuId: lieu })).agendaId

describe('Un agent ouvre ses plages', () => {
  test('muté, il ne rouvre pas l’agenda qu’il a laissé dans son ancien service', async () => {
    const laisse = await un(
      "INSERT INTO creneaux.agenda (entite_id, lieu_id, nom, agent_id) SELECT l.entite_id, l.lieu_id, 'Laissé', $2 FROM creneaux.v_lieu l WHERE l.lieu_id = $1 RETURNING id",
      [lieuVoisin, ts],
    )
    expect(
      await refus(
        executer(e.hote, ts ?? '', ouvrirPlage, { ...plage, agenda: `lieu.${lieuVoisin}` }),
      ),
    ).toEqual(['autre_service'])
    await sql('DELETE FROM creneaux.agenda WHERE id = $1', [laisse])
  })
  test('sa première plage dans un lieu y ouvre son agenda ; la suivante va dans le même', async () => {
    await sql(
      "UPDATE creneaux.agenda SET agent_id = NULL, nom = nom || ' (ancien)' WHERE agent_id = $1",
      [ts],
    )
    const premiere = await executer(e.hote, ts ?? '', ouvrirPlage, {
      ...plage,
      agenda: `lieu.${lieu}`,
    })
    const deuxieme = await executer(e.hote, ts ?? '', ouvrirPlage, {
      ...plage,
      agenda: `lieu.${lieu}`,
      de: '14:00',
      a: '17:00',
    })
    const agendas = await sql<{ agendaId: string; nom: string }>(
      "SELECT DISTINCT g.id, g.nom, g.agent_id, a.prenom || ' ' || a.nom AS qui FROM creneaux.plage p JOIN creneaux.agenda g ON g.id = p.agenda_id JOIN moyens.agent a ON a.id = g.agent_id WHERE p.id = ANY($1)",
      [[premiere.plageId, deuxieme.plageId]],
    )
    expect(agendas).toHaveLength(1)
    expect(agendas[0]).toMatchObject({ agent_id: ts })
    expect(await lue(premiere.plageId)).toMatchObject({
      du: LE,
      au: null,
      jours: [2, 4],
      toutes_les: 1,
      capacite: 1,
      collective: false,
      remplace_id: null,
    })
    expect(publies).toEqual([])
  })
  test('deux plages de lui aux mêmes heures, même ouvertes au même instant : une seule', async () => {
    const saisie = { ...plage, agenda: `lieu.${lieu}`, jours: ['5'] }
    const issues = await Promise.allSettled(
      [1, 2, 3, 4].map(() => executer(e.hote, ts ?? '', ouvrirPlage, saisie)),
    )
    expect(issues.filter(i => i.status === 'fulfilled')).toHaveLength(1)
    for (const i of issues)
      if (i.status === 'rejected')
        expect((i.reason as Refused).refusals[0]?.code).toBe('chevauchement')
  })
  test('une séance unique prend le jour de sa date ; elle est collective parce que son type l’est', async () => {
    const agenda = await agendaPartage('Salle bleue')
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
    const { plageId } = await executer(e.hote, dpip ?? '', ouvrirPlage, {
      ...seance,
      intitule: 'Atelier',
    })
    expect(await lue(plageId)).toMatchObject({
      du: '2026-12-02',
      au: '2026-12-02',
      jours: [3],
      collective: true,
      capacite: 12,
    })
  })
  test('un agent qui ouvre un groupe sur des heures où il reçoit : ceux qu’il y a convoqués sont à décider, séance par séance', async () => {
    const duTs = await un('SELECT id FROM creneaux.agenda WHERE agent_id = $1', [ts])
    const groupe = {
      agenda: duTs,
      types: ['action_collective'],
      jours: ['2'],
      de: '09:00',
      a: '11:00',
      pasMinutes: 120,
      capacite: 8,
    }
    await executer(e.hote, ts ?? '', ouvrirPlage, {
      ...groupe,
      du: '2026-12-01',
      au: '2026-12-20',
      toutesLes: 2,
      intitule: 'Groupe de parole',
    })
    expect(publies.map(p => [p.motif, p.agentId, p.du, p.au])).toEqual([
      ['absence', ts, '2026-12-01T09:00', '2026-12-01T11:00'],
      ['absence', ts, '2026-12-15T09:00', '2026-12-15T11:00'],
    ])
    expect(publies[0]?.detail).toContain(
      'anime « Groupe de parole » le 01/12/2026, de 9 h 00 à 11 h 00.',
    )
  })
  test('refusé : hors des heures du lieu, pour un type inconnu, à deux places pour soi seul', async () => {
    const saisie = { ...plage, agenda: `lieu.${lieu}`, jours: ['1'] }
    expect(
      await refus(executer(e.hote, ts ?? '', ouvrirPlage, { ...saisie, de: '05:00', a: '07:00' })),
    ).toEqual(['hors_ouverture'])
    expect(
      await refus(executer(e.hote, ts ?? '', ouvrirPlage, { ...saisie, types: ['suivi_jap'] })),
    ).toEqual(['type_inconnu'])
    expect(
      await refus(executer(e.hote, ts ?? '', ouvrirPlage, { ...saisie, capacite: 2 })),
    ).toEqual(['capacite'])
  })
  test('refusé : l’agenda d’un collègue, un agenda partagé, le lieu d’un autre service', async () => {
    const agenda = await agendaPartage('Salle verte')
    expect(await refus(executer(e.hote, psy ?? '', ouvrirPlage, { ...plage, agenda }))).toEqual([
      'pas_le_votre',
    ])
    const duTs = await un('SELECT id FROM creneaux.agenda WHERE agent_id = $1', [ts])
    expect(
      await refus(executer(e.hote, psy ?? '', ouvrirPlage, { ...plage, agenda: duTs })),
    ).toEqual(['pas_le_votre'])
    expect(
      await refus(
        executer(e.hote, ts ?? '', ouvrirPlage, {
          ...plage,
          agenda: `lieu.${lieuVoisin}`,
          jours: ['1'],
        }),
      ),
    ).toEqual(['lieu_d_un_autre'])
    expect(await refus(executer(e.hote, voisin ?? '', ouvrirPlage, { ...plage, agenda }))).toEqual([
      'autre_service',
    ])
  })
  test('l’accueil, qui tient le calendrier, ouvre une plage pour un agent', async () => {
    const duTs = await un('SELECT id FROM creneaux.agenda WHERE agent_id = $1', [ts])
    const { plageId } = await executer(e.hote, accueil ?? '', ouvrirPlage, {
      ...plage,
      agenda: duTs,
      jours: ['1'],
    })
    expect(
      (
        await sql<{ creee_par: string }>('SELECT creee_par FROM creneaux.plage WHERE id = $1', [
          plageId,
        ])
      )[0]?.creee_par,
    ).toBe(accueil)
  })
  test('qui n’a pas ce droit ne peut pas : le BEX', async () => {
    const bex = await e.agent('bex.strasbourg')
    await expect(
      executer(e.hote, bex, ouvrirPlage, { ...plage, agenda: `lieu.${lieu}` }),
    ).rejects.toBeInstanceOf(Interdit)
  })
  test('le greffe tient l’agenda du tribunal, avec les types du tribunal', async () => {
    const agenda = await un(
      "SELECT g.id FROM creneaux.agenda g JOIN moyens.juridiction j ON j.id = g.entite_id WHERE j.ville = 'Strasbourg' AND g.nom = 'Cabinet du JAP n° 1'",
    )
    const saisie = { ...plage, agenda, types: ['suivi_jap'], capacite: 2 }
    expect(
      await lue((await executer(e.hote, greffe ?? '', ouvrirPlage, saisie)).plageId),
    ).toMatchObject({ capacite: 2 })
    expect(await refus(executer(e.hote, dpip ?? '', ouvrirPlage, saisie))).toEqual([
      'autre_service',
    ])
  })
})

describe('Changer et finir une plage', () => {
  const nouvelle = async (autre: object = {}) => {
    const agenda = await agendaPartage(`Salle ${Math.random()}`)
    const { plageId } = await executer(e.hote, dpip ?? '', ouvrirPlage, {
      ...plage,
      agenda,
      ...autre,
    })
    publies.length = 0
    return { agenda, plageId }
  }
  test('l’ancienne finit la veille, la nouvelle dit ce qu’elle remplace, et le fait est publié une fois', async () => {
    const { agenda, plageId } = await nouvelle()
    const suite = await executer(e.hote, dpip ?? '', changerPlage, {
      ...plage,
      plageId,
      du: '2026-12-10',
      de: '10:00',
    })
    expect(await lue(plageId)).toMatchObject({ du: LE, au: '2026-12-09' })
    expect(await lue(suite.plageId)).toMatchObject({
      du: '2026-12-10',
      au: null,
      remplace_id: plageId,
    })
    expect(publies).toEqual([
      expect.objectContaining({
        motif: 'plage',
        agendaId: agenda,
        plageId,
        du: '2026-12-10T00:00',
        au: null,
      }),
    ])
    expect(publies[0]?.detail).toContain('10/12/2026')
  })
  test('changée avant son premier jour, l’ancienne n’a jamais été en vigueur', async () => {
    const { plageId } = await nouvelle({ du: '2027-01-04' })
    const suite = await executer(e.hote, dpip ?? '', changerPlage, {
      ...plage,
      plageId,
      du: '2026-12-01',
    })
    expect(await lue(plageId)).toMatchObject({ du: '2027-01-04', au: '2027-01-03' })
    expect(await lue(suite.plageId)).toMatchObject({ du: '2026-12-01' })
  })
  test('une semaine sur deux garde son rythme', async () => {
    const { plageId } = await nouvelle({ toutesLes: 2 })
    const suite = await executer(e.hote, dpip ?? '', changerPlage, {
      ...plage,
      plageId,
      toutesLes: 2,
      du: '2026-12-02',
      de: '10:00',
    })
    expect(await lue(suite.plageId)).toMatchObject({ du: '2026-12-07', toutes_les: 2 })
    expect(await lue(plageId)).toMatchObject({ au: '2026-12-01' })
  })
  test('refusé : deux fois la même plage, dans le passé, celle d’un autre service ; rien n’est alors publié', async () => {
    const { plageId } = await nouvelle()
    const changer = (qui: string, du: string) =>
      executer(e.hote, qui, changerPlage, { ...plage, plageId, du })
    expect(await refus(changer(dpip ?? '', '2026-11-23'))).toEqual(['dans_le_passe'])
    expect(await refus(changer(voisin ?? '', '2026-12-01'))).toEqual(['autre_service'])
    expect(await refus(changer(psy ?? '', '2026-12-01'))).toEqual(['pas_le_votre'])
    await changer(dpip ?? '', '2026-12-01')
    publies.length = 0
    expect(await refus(changer(dpip ?? '', '2026-12-15'))).toEqual(['deja_changee'])
    await expect(changerSansElle(dpip ?? '')).rejects.toBeInstanceOf(Introuvable)
    expect(publies).toEqual([])
  })
  const changerSansElle = (qui: string) =>
    executer(e.hote, qui, changerPlage, {
      ...plage,
      plageId: '01900000-0000-7000-8000-000000000000',
    })
  test('finie : la veille est son dernier jour ; finie aujourd’hui le jour où elle commence, elle n’a jamais été', async () => {
    const { agenda, plageId } = await nouvelle()
    await executer(e.hote, dpip ?? '', finirPlage, { plageId, du: LE })
    expect(await lue(plageId)).toMatchObject({ du: LE, au: '2026-11-23' })
    expect(publies).toEqual([
      expect.objectContaining({
        motif: 'plage',
        agendaId: agenda,
        plageId,
        du: `${LE}T00:00`,
        au: null,
      }),
    ])
    expect(
      await refus(executer(e.hote, dpip ?? '', finirPlage, { plageId, du: '2026-12-01' })),
    ).toEqual(['deja_finie'])
  })
})

describe('Absences et fermetures', () => {
  const absence = { duLe: '2026-12-01', auLe: '2026-12-03', motif: 'conge' as const }
  test('un agent note la sienne : jours entiers, dernier jour compris ; le fait dit quand', async () => {
    const { absenceId } = await executer(e.hote, ts ?? '', noterAbsence, {
      ...absence,
      objet: `agent.${ts}`,
    })
    const [lu] = await sql(
      'SELECT agent_id, du, au FROM creneaux.v_absence WHERE absence_id = $1',
      [absenceId],
    )
    expect(lu).toEqual({ agent_id: ts, du: '2026-12-01T00:00', au: '2026-12-04T00:00' })
    expect(publies).toEqual([
      expect.objectContaining({
        motif: 'absence',
        agentId: ts,
        agendaId: null,
        lieuId: null,
        plageId: null,
        du: '2026-12-01T00:00',
        au: '2026-12-04T00:00',
      }),
    ])
    expect(publies[0]?.detail).toMatch(/est absent du 01\/12\/2026 au 03\/12\/2026/)
    expect(publies[0]?.detail).not.toMatch(/cong/i)
  })
  test('une demi-journée a ses heures', async () => {
    const { absenceId } = await executer(e.hote, ts ?? '', noterAbsence, {
      ...absence,
      objet: `agent.${ts}`,
      auLe: '2026-12-01',
      duHeure: '14:00',
      auHeure: '17:00',
    })
    const [lu] = await sql('SELECT du, au FROM creneaux.v_absence WHERE absence_id = $1', [
      absenceId,
    ])
    expect(lu).toEqual({ du: '2026-12-01T14:00', au: '2026-12-01T17:00' })
  })
  test('qui tient le calendrier ferme un lieu, un agenda ; un agent, non', async () => {
    const agenda = await agendaPartage('Salle rouge')
    await executer(e.hote, accueil ?? '', noterAbsence, {
      ...absence,
      objet: `lieu.${lieu}`,
      motif: 'fermeture' as const,
    })
    await executer(e.hote, accueil ?? '', noterAbsence, {
      ...absence,
      objet: `agenda.${agenda}`,
      motif: 'fermeture' as const,
    })
    expect(publies.map(p => [p.motif, p.lieuId, p.agendaId])).toEqual([
      ['fermeture', lieu, null],
      ['fermeture', null, agenda],
    ])
    for (const objet of [`lieu.${lieu}`, `agenda.${agenda}`, `agent.${dpip}`])
      expect(
        await refus(executer(e.hote, ts ?? '', noterAbsence, { ...absence, objet })),
        objet,
      ).toEqual(['pas_le_votre'])
    expect(
      await refus(
        executer(e.hote, dpip ?? '', noterAbsence, { ...absence, objet: `agent.${voisin}` }),
      ),
    ).toEqual(['autre_service'])
    expect(
      await refus(
        executer(e.hote, dpip ?? '', noterAbsence, { ...absence, objet: `lieu.${lieuVoisin}` }),
      ),
    ).toEqual(['autre_service'])
  })
  test('refusée : à l’envers, passée ; rien n’est écrit ni publié', async () => {
    const avant = await sql('SELECT 1 FROM creneaux.absence')
    expect(
      await refus(
        executer(e.hote, ts ?? '', noterAbsence, {
          ...absence,
          objet: `agent.${ts}`,
          auLe: '2026-11-30',
        }),
      ),
    ).toEqual(['finie_avant'])
    expect(
      await refus(
        executer(e.hote, ts ?? '', noterAbsence, {
          ...absence,
          objet: `agent.${ts}`,
          duLe: '2026-11-20',
          auLe: '2026-11-23',
        }),
      ),
    ).toEqual(['passee'])
    expect(await sql('SELECT 1 FROM creneaux.absence')).toHaveLength(avant.length)
    expect(publies).toEqual([])
  })
  test('retirée : elle reste écrite, avec qui l’a retirée, et ne ferme plus rien ; une seule fois, et par les siens', async () => {
    const { absenceId } = await executer(e.hote, psy ?? '', noterAbsence, {
      ...absence,
      objet: `agent.${psy}`,
    })
    expect(await refus(executer(e.hote, ts ?? '', retirerAbsence, { absenceId }))).toEqual([
      'pas_le_votre',
    ])
    expect(await refus(executer(e.hote, voisin ?? '', retirerAbsence, { absenceId }))).toEqual([
      'autre_service',
    ])
    await executer(e.hote, psy ?? '', retirerAbsence, { absenceId })
    expect(
      await sql('SELECT 1 FROM creneaux.v_absence WHERE absence_id = $1', [absenceId]),
    ).toEqual([])
    expect(
      await sql('SELECT retiree_par FROM creneaux.absence WHERE id = $1', [absenceId]),
    ).toEqual([{ retiree_par: psy }])
    expect(await refus(executer(e.hote, psy ?? '', retirerAbsence, { absenceId }))).toEqual([
      'deja_retiree',
    ])
  })
})
