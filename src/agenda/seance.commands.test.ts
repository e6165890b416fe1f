import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import { inscrire, noterLaSeance, retirerDeLaSeance } from './seance.commands.ts'

let e: Essai
let ts = ''
let dpip = ''
let plageId = ''
const LE = '2026-12-01'
const seance = { le: LE, heure: '14:00' }
beforeAll(async () => {
  e = await nouvelEssai()
  ts = await e.agent('ts.67')
  dpip = await e.agent('dpip.67')
  await e.proprietaire.query("UPDATE agenda.convocation SET etat = 'honoree' WHERE etat = 'prevue'")
  plageId = await plage('Groupe de parole', 10, LE)
})
afterAll(() => e.fermer())

/** A session on one day at 14:00, two hours long, in the shared agenda of the antenne. */
async function plage(intitule: string, capacite: number, le: string): Promise<string> {
  const { rows } = await e.proprietaire.query<{ id: string }>(
    `WITH lieu AS (SELECT id, service_id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'),
          agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, id, $1 FROM lieu RETURNING id)
     INSERT INTO creneaux.plage (agenda_id, types, du, au, jours, de, a, pas_minutes, capacite, collective, intitule)
     SELECT id, '{action_collective}', $3::date, $3::date, ARRAY[extract(isodow FROM $3::date)::int], '14:00', '16:00', 120, $2, true, $1 FROM agenda RETURNING id`,
    [intitule, capacite, le],
  )
  return rows[0]?.id ?? ''
}
let n = 0
async function dossiers(combien: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < combien; i += 1) {
    n += 1
    const nom = `Groupe${String.fromCharCode(97 + (n % 26))}${n}`
    ids.push(
      (
        await executer(e.hote, ts, creerDossier, {
          nom,
          prenoms: 'Yvon',
          naissanceLe: '1981-02-03',
          confirme: 'oui',
        })
      ).dossierId,
    )
  }
  return ids
}
const ajouter = (ids: string[], plus: object = {}, qui = ts) =>
  executer(e.hote, qui, inscrire, {
    plageId,
    ...seance,
    type: 'action_collective',
    dossiers: ids,
    ...plus,
  })
const lignes = async (id = plageId) =>
  (
    await e.proprietaire.query<{ id: string; dossier_id: string; etat: string; place: number }>(
      "SELECT id, dossier_id, etat, place FROM agenda.convocation WHERE plage_id = $1 AND etat <> 'annulee' ORDER BY place, id",
      [id],
    )
  ).rows

describe('Inscrire à une séance', () => {
  it('Plusieurs personnes d’un coup : une place et une trace pour chacune', async () => {
    const ids = await dossiers(3)
    const { inscrites } = await ajouter(ids)
    expect(inscrites.map(i => i.dossierId).sort()).toEqual([...ids].sort())
    expect((await lignes()).map(l => l.place)).toEqual([1, 2, 3])
    const { rows } = await e.proprietaire.query<{ dossier_id: string }>(
      "SELECT dossier_id FROM acces.journal_ecriture WHERE commande = 'agenda.inscrire-a-une-seance'",
    )
    expect(rows.map(r => r.dossier_id).sort()).toEqual([...ids].sort())
  })
  it('Refusée deux fois pour la même personne, et si elle est ailleurs à ce moment : elle est nommée, personne n’est inscrit', async () => {
    const [a = '', b = ''] = await dossiers(2)
    await ajouter([a])
    await expect(ajouter([a, b])).rejects.toThrow(/Groupe.* : déjà sur la liste/i)
    expect((await lignes()).filter(l => l.dossier_id === b)).toEqual([])
    const autre = await plage('Autre groupe', 10, LE)
    await expect(ajouter([a], { plageId: autre })).rejects.toThrow('déjà convoquée à ce moment-là')
  })
  it('Refusée dans le passé, à une heure qui n’est pas une séance, par un autre service, par qui ne convoque pas', async () => {
    const ids = await dossiers(1)
    await expect(ajouter(ids, { le: '2026-11-20' })).rejects.toThrow('a déjà commencé')
    await expect(ajouter(ids, { heure: '15:00' })).rejects.toThrow('n’est plus dans l’agenda')
    await expect(ajouter(ids, {}, await e.agent('ts.57'))).rejects.toThrow('n’existe pas')
    await expect(ajouter(ids, {}, await e.agent('parquet.strasbourg'))).rejects.toThrow(
      'ne permet pas',
    )
    await expect(ajouter(ids, { type: 'suivi' })).rejects.toThrow('n’existe pas ici')
    await expect(ajouter(ids, {}, await e.agent('surveillant.67'))).rejects.toThrow(
      'n’est pas ouvert à votre fonction',
    )
  })
  it('Le dossier d’un autre service n’existe pas, et n’inscrit personne', async () => {
    const { rows } = await e.proprietaire.query<{ id: string }>(
      `SELECT p.dossier_id AS id FROM dossiers.v_perimetre p JOIN moyens.service s ON s.id = p.entite_id WHERE s.departement = '88'
         AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre x JOIN moyens.service y ON y.id = x.entite_id WHERE x.dossier_id = p.dossier_id AND y.departement = '67') LIMIT 1`,
    )
    const avant = (await lignes()).length
    await expect(ajouter([...(await dossiers(1)), rows[0]?.id ?? ''])).rejects.toThrow(
      'pas dans votre périmètre',
    )
    expect((await lignes()).length).toBe(avant)
  })
  it('Cent demandes au même instant pour la dernière place : une réussit, 99 lisent où il reste de la place', async () => {
    const derniere = await plage('Dernière place', 1, '2026-12-08')
    await plage('Semaine suivante', 12, '2026-12-15')
    const ids = await dossiers(100)
    const issues = await Promise.allSettled(
      ids.map(id => ajouter([id], { plageId: derniere, le: '2026-12-08' })),
    )
    expect(issues.filter(i => i.status === 'fulfilled')).toHaveLength(1)
    const refus = issues.flatMap(i => (i.status === 'rejected' ? [String(i.reason.message)] : []))
    expect(refus).toHaveLength(99)
    for (const message of refus) {
      expect(message).toMatch(
        /^Cette séance est complète\. Prochaines séances où il reste de la place : le .+ \(\d+ places?\)\.$/,
      )
      expect(message.match(/ à \d+ h \d\d \(/g)).toHaveLength(3)
    }
    expect(await lignes(derniere)).toHaveLength(1)
  }, 120_000)
  it('Six demandes de deux places pour dix : jamais plus de dix, chacune entière ou refusée', async () => {
    const dix = await plage('Dix places', 10, '2026-12-16')
    const ids = await dossiers(12)
    const paires = Array.from({ length: 6 }, (_, i) => ids.slice(i * 2, i * 2 + 2))
    const issues = await Promise.allSettled(
      paires.map(p => ajouter(p, { plageId: dix, le: '2026-12-16' })),
    )
    expect(issues.filter(i => i.status === 'fulfilled')).toHaveLength(5)
    expect((await lignes(dix)).map(l => l.place)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })
})

describe('Ce qui s’est passé', () => {
  it('Une place retirée se reprend ; qui est d’un autre service ne retire personne', async () => {
    const une = await plage('Une place', 1, '2026-12-09')
    const [a = '', b = ''] = await dossiers(2)
    const ou = { plageId: une, le: '2026-12-09' as const, heure: '14:00' }
    const { inscrites } = await ajouter([a], ou)
    const convocationId = inscrites[0]?.convocationId ?? ''
    const retirer = (qui: string) =>
      executer(e.hote, qui, retirerDeLaSeance, {
        ...ou,
        dossierId: a,
        convocationId,
        motif: 'Formation',
      })
    await expect(ajouter([b], ou)).rejects.toThrow('complète')
    await expect(e.agent('ts.57').then(retirer)).rejects.toThrow('pas dans votre périmètre')
    await retirer(ts)
    await expect(retirer(ts)).rejects.toThrow('« Annulée »')
    await ajouter([b], ou)
    expect((await lignes(une)).map(l => l.dossier_id)).toEqual([b])
  })
  it('Notée honorée avant l’heure, la place reste prise ; excusée, elle se rend ; le neuvième est refusé', async () => {
    const le = '2026-11-24'
    const groupe = await plage('Huit places', 8, le)
    const ou = { plageId: groupe, le, heure: '14:00' } as const
    const ids = await dossiers(10)
    await ajouter(ids.slice(0, 4), ou)
    const [a, b, c] = await lignes(groupe)
    type Ligne = typeof a
    const noter = (ligne: Ligne, vu: 'prevue' | 'excusee', etat: 'honoree' | 'excusee') =>
      executer(e.hote, ts, noterLaSeance, {
        ...ou,
        issues: [{ dossierId: ligne?.dossier_id ?? '', convocationId: ligne?.id ?? '', vu, etat }],
      })
    await noter(a, 'prevue', 'honoree')
    await noter(b, 'prevue', 'honoree')
    await noter(c, 'prevue', 'excusee')
    await expect(ajouter(ids.slice(4, 10), ou)).rejects.toThrow(
      'Il ne reste que 5 places pour 6 personnes.',
    )
    await ajouter(ids.slice(4, 5), ou)
    await noter(c, 'excusee', 'honoree')
    await ajouter(ids.slice(5, 8), ou)
    await expect(ajouter(ids.slice(8, 9), ou)).rejects.toThrow('Cette séance est complète.')
    expect((await lignes(groupe)).map(l => l.place)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const { rows } = await e.proprietaire.query<{ place: number | null }>(
      "SELECT agenda.place_libre(agenda_id, tsrange($2::date + time '14:00', $2::date + time '16:00'), 8) AS place FROM creneaux.plage WHERE id = $1",
      [groupe, le],
    )
    expect(rows[0]?.place, 'the base agrees').toBeNull()
    await expect(
      executer(e.hote, ts, noterLaSeance, {
        plageId,
        ...seance,
        issues: (await lignes()).slice(0, 1).map(l => ({
          dossierId: l.dossier_id,
          convocationId: l.id,
          vu: 'prevue' as const,
          etat: 'honoree' as const,
        })),
      }),
      'a day to come, as for one convocation',
    ).rejects.toThrow('à venir : elle ne peut pas être déjà honorée')
  })
  it('Tous notés en une fois, une trace chacun ; deux agents à la fois : le second est prévenu', async () => {
    const groupe = await plage('À noter', 5, '2026-12-02')
    const ids = await dossiers(4)
    const ou = { plageId: groupe, le: '2026-12-02' as const, heure: '14:00' }
    await ajouter(ids, ou)
    const [a, b, c] = await lignes(groupe)
    const issue = (l: typeof a, etat?: 'honoree' | 'excusee' | 'manquee') => ({
      dossierId: l?.dossier_id ?? '',
      convocationId: l?.id ?? '',
      vu: 'prevue' as const,
      ...(etat ? { etat } : {}),
    })
    const noter = (issues: ReturnType<typeof issue>[], qui = ts) =>
      executer(e.hote, qui, noterLaSeance, { ...ou, issues })
    await expect(noter([issue(a, 'manquee')])).rejects.toThrow('L’heure n’est pas encore passée')
    e.avancer({ hours: 24 * 8 + 8 })
    const forge = { ...issue(a, 'honoree'), dossierId: c?.dossier_id ?? '' }
    await expect(noter([forge]), 'the journal would accuse another dossier').rejects.toThrow()
    await noter([issue(a, 'honoree'), issue(b, 'manquee'), issue(c)])
    expect((await lignes(groupe)).map(l => l.etat)).toEqual([
      'honoree',
      'manquee',
      'prevue',
      'prevue',
    ])
    await expect(noter([issue(a, 'manquee'), issue(c, 'honoree')], dpip)).rejects.toThrow(
      'un autre agent vient de noter « Honorée »',
    )
    expect((await lignes(groupe)).map(l => l.etat)).toEqual([
      'honoree',
      'manquee',
      'prevue',
      'prevue',
    ])
    const { rows } = await e.proprietaire.query(
      "SELECT dossier_id FROM acces.journal_ecriture WHERE commande = 'agenda.noter-une-seance' AND dossier_id = ANY($1)",
      [ids],
    )
    expect(rows).toHaveLength(2)
    await expect(noter([issue(a)])).rejects.toThrow()
  })
})
