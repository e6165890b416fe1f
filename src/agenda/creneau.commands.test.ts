import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, ouvrirA } from '../../tests/base.ts'
import type { Jour } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import { Refused } from '../platform/refusal.ts'
import { installerReactions } from '../reactions.ts'
import { convoquer, deplacerConvocation, noterEtat, reporter } from './convocation.commands.ts'
import { cle, type Terrain, terrainLibre } from './creneau.builder.ts'

let t: Terrain
let e: Essai
let ts = ''
let service = ''
let antenne = ''
beforeAll(async () => {
  installerReactions()
  t = await terrainLibre()
  ;({ e, ts, service, antenne } = t)
})
afterAll(() => e.fermer())
const dossier = (plus: object = {}) => t.dossier(plus)
const id = (requete: string, ...valeurs: unknown[]) => t.id(requete, ...valeurs)
const libres: Terrain['libres'] = (type, plus) => t.libres(type, plus)
const convocationDe = async (convocationId: string) =>
  (
    await e.proprietaire.query(
      'SELECT etat, le::text, heure::text, place, capacite, agent_id, lieu, agenda_id, serie_id, entite_id FROM agenda.convocation WHERE id = $1',
      [convocationId],
    )
  ).rows[0]

describe('Prendre un créneau', () => {
  it('Le créneau donne le jour, l’heure, l’agent, le lieu et l’adresse ; il n’est plus proposé', async () => {
    const [premier] = await libres('suivi', { agentId: ts })
    if (!premier) throw new Error('no free slot')
    const dossierId = await dossier()
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      type: 'suivi',
      creneau: cle(premier),
    })
    expect(await convocationDe(convocationId)).toMatchObject({
      le: premier.le,
      heure: `${premier.heure}:00`,
      agent_id: ts,
      place: 1,
      lieu: 'Antenne de Strasbourg',
    })
    expect((await libres('suivi', { agentId: ts })).map(cle)).not.toContain(cle(premier))
  })
  it('La dernière place d’un créneau, demandée 100 fois au même instant : une convocation, 99 refus qui proposent la suite', async () => {
    const [creneau] = (await libres('sortie_audience_spip', { lieuId: antenne })).filter(
      c => c.capacite === 2,
    )
    if (!creneau) throw new Error('no shared slot')
    await executer(e.hote, ts, convoquer, {
      dossierId: await dossier(),
      type: 'sortie_audience_spip',
      creneau: cle(creneau),
    })
    const dossiers = []
    for (let i = 0; i < 100; i += 1) dossiers.push(await dossier())
    const issues = await Promise.allSettled(
      dossiers.map(dossierId =>
        executer(e.hote, ts, convoquer, {
          dossierId,
          type: 'sortie_audience_spip',
          creneau: cle(creneau),
        }),
      ),
    )
    expect(issues.filter(i => i.status === 'fulfilled')).toHaveLength(1)
    for (const i of issues)
      if (i.status === 'rejected') {
        expect(i.reason).toBeInstanceOf(Refused)
        expect(i.reason.message).toMatch(
          /^Ce créneau est complet\. Prochains créneaux libres : .+ à \d/,
        )
      }
    const { rows } = await e.proprietaire.query(
      "SELECT place FROM agenda.convocation WHERE agenda_id = $1 AND le = $2 AND heure = $3 AND etat = 'prevue' ORDER BY place",
      [creneau.agendaId, creneau.le, creneau.heure],
    )
    expect(rows).toEqual([{ place: 1 }, { place: 2 }])
  })
  it('Même par-dessus l’application, la base refuse une place de trop', async () => {
    const { rows } = await e.proprietaire.query(
      "SELECT * FROM agenda.convocation WHERE capacite = 2 AND etat = 'prevue' LIMIT 1",
    )
    const autre = await dossier()
    const copie = (place: number, capacite: number) =>
      e.proprietaire.query(
        `INSERT INTO agenda.convocation (dossier_id, service_id, lieu_id, agenda_id, plage_id, place, capacite, type, lieu, adresse, le, heure, duree_minutes, creee_par)
         SELECT $1, service_id, lieu_id, agenda_id, plage_id, $2, $3, type, lieu, adresse, le, heure, duree_minutes, creee_par FROM agenda.convocation WHERE id = $4`,
        [autre, place, capacite, rows[0]?.id],
      )
    await expect(copie(1, 2)).rejects.toThrow('une_place_une_personne')
    await expect(copie(3, 2)).rejects.toThrow('place_dans_la_capacite')
    await expect(copie(3, 3)).rejects.toThrow('capacite_de_la_plage')
  })
  it.each([
    ['un créneau que la plage n’ouvre pas', { heure: '09:05' }, 'n’est plus ouvert'],
    ['un créneau du passé', { le: '2026-11-17' as const }, 'déjà passé'],
    ['un type que la plage ne sert pas', { type: 'stage' }, 'n’est plus ouvert'],
    [
      'un type réservé à d’autres fonctions',
      { type: 'domicile', qui: 'psychologue.67' },
      'n’est pas ouvert à votre fonction',
    ],
    ['un type inconnu ici', { type: 'suivi_jap' }, 'n’existe pas ici'],
  ])(
    'Refusé : %s',
    async (_cas, plus: { heure?: string; le?: Jour; type?: string; qui?: string }, message) => {
      const [c] = await libres('suivi', { agentId: ts })
      if (!c) throw new Error('no free slot')
      const creneau = cle({
        ...c,
        ...(plus.heure ? { heure: plus.heure } : {}),
        ...(plus.le ? { le: plus.le } : {}),
      })
      const dossierId = await dossier()
      await expect(
        executer(e.hote, await e.agent(plus.qui ?? 'ts.67'), convoquer, {
          dossierId,
          type: plus.type ?? 'suivi',
          creneau,
        }),
      ).rejects.toThrow(message)
    },
  )
  it('Un service convoque dans la juridiction avec laquelle il travaille quand le type lui est ouvert, jamais ailleurs', async () => {
    const strasbourg = await id("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
    const metz = await id("SELECT id FROM moyens.juridiction WHERE ville = 'Metz'")
    const [c] = await libres('sap_ddse', { entiteId: strasbourg })
    if (!c) throw new Error('no slot at the court')
    const dossierId = await dossier()
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      type: `${strasbourg}/sap_ddse`,
      creneau: cle(c),
    })
    expect(await convocationDe(convocationId)).toMatchObject({
      entite_id: strasbourg,
      agent_id: null,
    })
    await expect(
      executer(e.hote, ts, convoquer, { dossierId, type: `${metz}/sap_ddse`, creneau: cle(c) }),
    ).rejects.toThrow('ne convoque pas dans celui-là')
    await expect(
      executer(e.hote, ts, convoquer, {
        dossierId,
        type: `${strasbourg}/debat_contradictoire`,
        creneau: cle(c),
      }),
    ).rejects.toThrow('n’est pas ouvert à votre fonction')
  })
  it('Un dossier partagé ne partage pas ses convocations : celle d’une juridiction ne se change pas d’un service, ni l’inverse', async () => {
    const strasbourg = await id("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
    const dossierId = await dossier()
    await ouvrirA(e, dossierId, strasbourg, 'saisine')
    const jap = await e.agent('jap.strasbourg')
    const [chezLeJuge] = await libres('suivi_jap', { entiteId: strasbourg })
    const sonLieu = await id(
      'SELECT id FROM creneaux.lieu WHERE entite_id = $1 ORDER BY id LIMIT 1',
      strasbourg,
    )
    const libre = { le: '2026-12-21' as const, heure: '10:00', lieuId: sonLieu, agentId: jap }
    const duJuge = await executer(e.hote, jap, convoquer, {
      dossierId,
      type: 'suivi_jap',
      ...(chezLeJuge ? { creneau: cle(chezLeJuge) } : libre),
    })
    const duService = await executer(e.hote, ts, convoquer, {
      dossierId,
      type: 'suivi',
      le: '2026-12-22',
      heure: '10:00',
      lieuId: antenne,
      agentId: ts,
    })
    const refus = 'celle d’un autre service ou d’une juridiction'
    const heure = { le: '2026-12-23' as const, heure: '15:00' }
    for (const [qui, { convocationId }, saisie] of [
      [ts, duJuge, { type: 'suivi', ...heure, lieuId: antenne, agentId: ts }],
      [jap, duService, { type: 'suivi_jap', ...heure, lieuId: sonLieu, agentId: jap }],
    ] as const) {
      const avant = await convocationDe(convocationId)
      const la = { dossierId, convocationId }
      await expect(
        executer(e.hote, qui, noterEtat, { ...la, etat: 'annulee', motif: 'Sans droit' }),
      ).rejects.toThrow(refus)
      await expect(
        executer(e.hote, qui, deplacerConvocation, { ...la, version: 1, ...saisie }),
      ).rejects.toThrow(refus)
      await expect(
        executer(e.hote, qui, reporter, { ...la, motif: 'Sans droit', ...saisie }),
      ).rejects.toThrow(refus)
      expect(await convocationDe(convocationId)).toEqual(avant)
    }
    // What one may give in a linked court, one may take back.
    const [sap] = await libres('sap_ddse', { entiteId: strasbourg })
    if (!sap) throw new Error('no slot at the court')
    const donnee = await executer(e.hote, ts, convoquer, {
      dossierId,
      type: `${strasbourg}/sap_ddse`,
      creneau: cle(sap),
    })
    await executer(e.hote, ts, noterEtat, {
      dossierId,
      convocationId: donnee.convocationId,
      etat: 'annulee',
      motif: 'Erreur de jour',
    })
  })
  it('À une heure libre, l’agent est du service', async () => {
    const dossierId = await dossier()
    const libre = {
      dossierId,
      type: 'suivi',
      le: '2026-12-16' as const,
      heure: '11:00',
      lieuId: antenne,
    }
    await expect(
      executer(e.hote, ts, convoquer, { ...libre, agentId: await e.agent('ts.57') }),
    ).rejects.toThrow('n’est pas de ce service')
    await expect(executer(e.hote, ts, convoquer, libre)).rejects.toThrow(
      'Choisissez l’agent qui reçoit',
    )
    const lieuId = await id(
      "SELECT a.id FROM moyens.antenne a JOIN moyens.service s ON s.id = a.service_id WHERE s.departement = '88' LIMIT 1",
    )
    await expect(
      executer(e.hote, ts, convoquer, { ...libre, agentId: ts, lieuId }),
    ).rejects.toThrow('Ce lieu est celui d’un autre service')
  })
})

describe('Ce qui doit être su avant de confirmer', () => {
  it('Une absence de l’agent est dite ; on convoque malgré elle en le disant', async () => {
    await e.proprietaire.query(
      "INSERT INTO creneaux.absence (entite_id, agent_id, du, au, motif) VALUES ($1, $2, '2026-12-17T00:00', '2026-12-18T00:00', 'formation')",
      [service, ts],
    )
    const dossierId = await dossier()
    const libre = {
      dossierId,
      type: 'suivi',
      le: '2026-12-17' as const,
      heure: '10:00',
      agentId: ts,
      lieuId: antenne,
    }
    await expect(executer(e.hote, ts, convoquer, libre)).rejects.toThrow(
      'absence ou fermeture du jeudi 17 décembre 2026',
    )
    await expect(
      executer(e.hote, ts, convoquer, { ...libre, malgre: 'oui' }),
    ).resolves.toBeDefined()
    expect((await libres('suivi', { agentId: ts })).filter(c => c.le === '2026-12-17')).toEqual([])
  })
  it('Une autre convocation de la personne le même jour, et une détention', async () => {
    const etablissementId = await id(
      "SELECT id FROM moyens.etablissement WHERE nom LIKE 'Maison d’arrêt de Strasbourg%'",
    )
    const dossierId = await dossier({
      etablissementId,
      numeroEcrou: '12345',
      ecroueLe: '2026-11-02' as const,
    })
    const libre = {
      dossierId,
      type: 'suivi',
      le: '2026-12-21' as const,
      heure: '10:00',
      agentId: ts,
      lieuId: antenne,
    }
    await expect(executer(e.hote, ts, convoquer, libre)).rejects.toThrow(
      'La personne est détenue (Maison d’arrêt de Strasbourg',
    )
    await executer(e.hote, ts, convoquer, { ...libre, malgre: 'oui' })
    const erreur = await executer(e.hote, ts, convoquer, { ...libre, heure: '15:00' }).catch(
      (x: Refused) => x,
    )
    expect((erreur as Refused).refusals.map(r => r.code)).toEqual([
      'autre_convocation',
      'detention',
      'a_confirmer',
    ])
  })
})
