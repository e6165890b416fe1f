import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { accomplirActe, saisirMesure } from '../mesures/index.ts'
import { executer } from '../platform/executer.ts'
import { installerReactions } from '../reactions.ts'
import { pointerArrivee } from './accueil.commands.ts'
import { convoquer, deplacerConvocation, noterEtat, reporter } from './convocation.commands.ts'

let e: Essai
let ts = ''
let antenneId = ''
let n = 0
beforeAll(async () => {
  e = await nouvelEssai()
  installerReactions()
  ts = await e.agent('ts.67')
  antenneId =
    (
      await e.proprietaire.query<{ id: string }>(
        "SELECT id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'",
      )
    ).rows[0]?.id ?? ''
  await e.proprietaire.query("UPDATE agenda.convocation SET etat = 'honoree' WHERE etat = 'prevue'")
})
afterAll(() => e.fermer())
const dossier = async () => {
  n += 1
  return (
    await executer(e.hote, ts, creerDossier, {
      nom: `Agendaire${n}`,
      prenoms: 'Ulric',
      naissanceLe: '1979-05-04',
      confirme: 'oui',
    })
  ).dossierId
}
const moment = (heure: string, le = '2026-12-01') => ({
  le,
  heure,
  dureeMinutes: 45,
  lieuId: antenneId,
  agentId: ts,
  type: 'suivi' as const,
})
const etat = async (id: string) =>
  (
    await e.proprietaire.query<{ etat: string }>(
      'SELECT etat FROM agenda.convocation WHERE id = $1',
      [id],
    )
  ).rows[0]?.etat

describe('Convoquer', () => {
  it('La convocation porte son heure, son lieu et son adresse complets', async () => {
    const dossierId = await dossier()
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      ...moment('09:00'),
    })
    const { rows } = await e.proprietaire.query(
      'SELECT le, heure, lieu, adresse FROM agenda.convocation WHERE id = $1',
      [convocationId],
    )
    expect(rows[0]).toMatchObject({ heure: '09:00:00', lieu: 'Antenne de Strasbourg' })
    expect(rows[0]?.adresse).toMatch(/, 67\d{3} Strasbourg$/)
  })
  it('Un entretien par téléphone se pose sans lieu : l’appel part d’un lieu du service ; sur place, le lieu reste à dire', async () => {
    const dossierId = await dossier()
    const sansLieu = { ...moment('16:00'), lieuId: undefined }
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      ...sansLieu,
      modalite: 'telephone',
    })
    const { rows } = await e.proprietaire.query(
      'SELECT lieu, adresse, lieu_id FROM agenda.convocation WHERE id = $1',
      [convocationId],
    )
    expect(rows[0]).toMatchObject({
      lieu: 'Par téléphone',
      adresse: expect.stringMatching(/67\d{3} /),
      lieu_id: expect.any(String),
    })
    await expect(
      executer(e.hote, ts, convoquer, { dossierId, ...sansLieu, heure: '17:00' }),
    ).rejects.toThrow('Choisissez un lieu')
  })
  it.each([
    ['hier', { le: '2026-11-23', heure: '10:00' }, 'déjà passé'],
    ['un dimanche', { le: '2026-11-29', heure: '10:00' }, 'fermé en fin de semaine'],
    [
      'le 26 décembre 2028, férié en Alsace-Moselle (C. trav. L3134-13)',
      { le: '2028-12-26', heure: '10:00' },
      'jour férié',
    ],
    [
      'à 20 heures, hors des horaires du lieu (C3.3)',
      { le: '2026-12-02', heure: '20:00' },
      'Ce lieu est ouvert de',
    ],
  ])('Refusée %s', async (_quand, quand, message) => {
    const dossierId = await dossier()
    await expect(
      executer(e.hote, ts, convoquer, { dossierId, ...moment('10:00'), ...quand }),
    ).rejects.toThrow(message)
  })
  it('Un agent ne reçoit qu’une personne à la fois, même sous 50 demandes au même instant', async () => {
    const dossiers = await Promise.all(Array.from({ length: 10 }, dossier))
    const essais = Array.from({ length: 50 }, (_, i) =>
      executer(e.hote, ts, convoquer, {
        dossierId: dossiers[i % 10] ?? '',
        ...moment('14:00', '2026-12-03'),
      }),
    )
    const issues = await Promise.allSettled(essais)
    expect(issues.filter(i => i.status === 'fulfilled')).toHaveLength(1)
    for (const i of issues)
      if (i.status === 'rejected')
        expect(String(i.reason.message)).toMatch(/reçoit déjà quelqu’un|déjà convoquée/)
  })
  it('Une personne n’est pas à deux endroits à la fois', async () => {
    const dossierId = await dossier()
    await executer(e.hote, ts, convoquer, { dossierId, ...moment('09:00', '2026-12-04') })
    await expect(
      executer(e.hote, ts, convoquer, {
        dossierId,
        ...moment('09:30', '2026-12-04'),
        agentId: await e.agent('ts2.67'),
      }),
    ).rejects.toThrow('déjà convoquée')
  })
})

describe('Ce qui arrive à une convocation', () => {
  it('Pas d’absence avant l’heure ; excusée d’avance, oui', async () => {
    const dossierId = await dossier()
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      ...moment('09:00', '2026-12-07'),
    })
    await expect(
      executer(e.hote, ts, noterEtat, { dossierId, convocationId, etat: 'manquee' }),
    ).rejects.toThrow('L’heure n’est pas encore passée')
    await executer(e.hote, ts, noterEtat, {
      dossierId,
      convocationId,
      etat: 'excusee',
      motif: 'Travail',
    })
    expect(await etat(convocationId)).toBe('excusee')
  })
  it('Modifiée par deux agents à la fois : le second est prévenu, rien n’est écrasé', async () => {
    const dossierId = await dossier()
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      ...moment('10:00', '2026-12-07'),
    })
    await executer(e.hote, ts, deplacerConvocation, {
      dossierId,
      convocationId,
      version: 1,
      ...moment('11:00', '2026-12-07'),
    })
    await expect(
      executer(e.hote, await e.agent('dpip.67'), deplacerConvocation, {
        dossierId,
        convocationId,
        version: 1,
        ...moment('15:00', '2026-12-07'),
      }),
    ).rejects.toThrow('vient de modifier')
  })
  it('Reportée : l’ancienne le dit, la nouvelle la remplace', async () => {
    const dossierId = await dossier()
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      ...moment('15:00', '2026-12-07'),
    })
    const { convocationId: nouvelle } = await executer(e.hote, ts, reporter, {
      dossierId,
      convocationId,
      motif: 'Formation',
      ...moment('15:00', '2026-12-08'),
    })
    expect([await etat(convocationId), await etat(nouvelle)]).toEqual(['reportee', 'prevue'])
    const n = await new Navigateur(await application(e)).entrer('ts.67')
    const ancienne = (await n.ouvrir(`/dossiers/${dossierId}/convocations/${convocationId}`)).texte
    expect(ancienne).toContain(`/convocations/${nouvelle}`)
    expect(ancienne).not.toContain('Lettre à imprimer')
    const suivante = (await n.ouvrir(`/dossiers/${dossierId}/convocations/${nouvelle}`)).texte
    expect(suivante).toContain(`/convocations/${convocationId}`)
    expect(suivante).toContain('Lettre à imprimer')
  })
  it('L’arrivée se pointe le jour même, pas la veille', async () => {
    const dossierId = await dossier()
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      ...moment('16:00', '2026-12-08'),
    })
    await expect(
      executer(e.hote, await e.agent('accueil.67'), pointerArrivee, {
        dossierId,
        convocationId,
        vu: 'attendue',
      }),
    ).rejects.toThrow('n’est pas aujourd’hui')
    const { convocationId: dujour } = await executer(e.hote, ts, convoquer, {
      dossierId,
      ...moment('16:00', LE),
    })
    await executer(e.hote, await e.agent('accueil.67'), pointerArrivee, {
      dossierId,
      convocationId: dujour,
      vu: 'attendue',
    })
    expect(
      (
        await e.proprietaire.query('SELECT 1 FROM agenda.arrivee WHERE convocation_id = $1', [
          dujour,
        ])
      ).rowCount,
    ).toBe(1)
  })
  it('La fin de la dernière mesure annule ce qui était prévu après elle, dans la même transaction', async () => {
    const dossierId = await dossier()
    const juridictionId =
      (
        await e.proprietaire.query<{ id: string }>(
          "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
        )
      ).rows[0]?.id ?? ''
    const { mesureId } = await executer(e.hote, ts, saisirMesure, {
      dossierId,
      nature: 'sursis_probatoire',
      juridictionId,
      decisionLe: '2025-01-10',
      debutLe: '2025-01-10',
      finLe: '2027-01-10',
      obligations: [],
      pieces: [],
    })
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      ...moment('09:00', '2026-12-10'),
    })
    await expect(
      executer(e.hote, ts, convoquer, { dossierId, ...moment('09:00', '2027-02-01') }),
    ).rejects.toThrow('La dernière mesure se termine le')
    const acte = { dossierId, mesureId, le: LE }
    // Final for more than a year: CPP 744 asks one.
    await executer(e.hote, ts, accomplirActe, {
      ...acte,
      acte: 'mise_a_execution',
      le: '2025-01-21',
      auteur: 'loi',
      debut: 'garder',
    })
    await executer(e.hote, ts, accomplirActe, {
      ...acte,
      acte: 'fin_anticipee',
      auteur: 'jap',
      numero: '26/123',
      decisionVue: 'oui',
    })
    expect(await etat(convocationId)).toBe('annulee')
  })
  it('Une contrainte pénale prononcée en 2021 est refusée : la peine n’existait plus (CP 131-4-1)', async () => {
    const dossierId = await dossier()
    const juridictionId =
      (await e.proprietaire.query<{ id: string }>('SELECT id FROM moyens.juridiction LIMIT 1'))
        .rows[0]?.id ?? ''
    const m = {
      dossierId,
      nature: 'contrainte_penale' as const,
      juridictionId,
      decisionLe: '2021-03-01',
      debutLe: '2021-03-01',
    }
    await expect(executer(e.hote, ts, saisirMesure, m)).rejects.toThrow(
      'n’existait pas à la date de la décision',
    )
    await expect(
      executer(e.hote, ts, saisirMesure, { ...m, decisionLe: '2016-03-01' }),
    ).resolves.toBeDefined()
  })
})
