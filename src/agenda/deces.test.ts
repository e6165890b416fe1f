import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur } from '../../tests/base.ts'
import { fusionner } from '../dossiers/index.ts'
import { accomplirActe, annulerActe } from '../mesures/acte.commands.ts'
import { saisirMesure } from '../mesures/index.ts'
import { remettreMesure, retirerMesure } from '../mesures/retrait.commands.ts'
import { executer } from '../platform/executer.ts'
import { convoquer, noterEtat } from './convocation.commands.ts'
import { bancDesDeces } from './deces.builder.ts'

let banc: Awaited<ReturnType<typeof bancDesDeces>>
beforeAll(async () => {
  banc = await bancDesDeces()
})
afterAll(() => banc.fermer())

describe('Après un décès, rien ne part', () => {
  it.each([
    ['par SMS', '06 39 98 00 11'],
    ['par lettre', ''],
  ])(
    '%s : ni annulation, ni rappel, ni annonce, même d’une autre mesure ; l’acte annulé, tout se dit de nouveau',
    async (_voie, telephone) => {
      const dossierId = await banc.t.dossier(telephone ? { telephone } : {})
      const mesureId = await banc.deuxMesures(dossierId)
      const libre = {
        dossierId,
        type: 'suivi',
        heure: telephone ? '10:00' : '14:00',
        agentId: banc.t.ts,
        lieuId: banc.t.antenne,
        mesures: [mesureId],
      }
      const { convocationId } = await banc.par(convoquer, { ...libre, le: '2027-02-02' })
      await banc.par(convoquer, { ...libre, le: '2027-09-14' })
      const avant = await banc.attendent(dossierId)
      expect(avant.length).toBeGreaterThan(1)
      await banc.par(accomplirActe, { dossierId, mesureId, acte: 'deces', le: LE, auteur: 'loi' })
      expect(await banc.attendent(dossierId)).toEqual([])
      await expect(
        banc.par(noterEtat, { dossierId, convocationId, etat: 'annulee', prevenir: 'oui' }),
      ).rejects.toThrow()
      const { rows: actes } = await banc.t.e.proprietaire.query(
        'SELECT id FROM mesures.acte WHERE dossier_id = $1',
        [dossierId],
      )
      await banc.par(annulerActe, { dossierId, mesureId, acteId: actes[0].id, motif: 'Homonyme' })
      expect(await banc.attendent(dossierId)).toEqual(avant)
    },
  )
  it('Le formulaire dit les autres mesures et propose d’y mettre fin : tout est clos, nul n’est attendu, et la fiche ne dit plus « Libre » ; annulé, tout reprend', async () => {
    const ts = await new Navigateur(banc.p).entrer('ts.67')
    const dossierId = await banc.t.dossier({ telephone: '06 39 98 00 12' })
    const { rows } = await banc.t.e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const faits = {
      dossierId,
      juridictionId: rows[0].id,
      nature: 'sursis_probatoire',
      confirme: 'oui',
    }
    const { mesureId } = await banc.par(saisirMesure, {
      ...faits,
      decisionLe: '2026-03-10',
      debutLe: '2026-03-10',
      dureeMois: '24',
    })
    const { mesureId: autre } = await banc.par(saisirMesure, {
      ...faits,
      decisionLe: '2026-05-12',
      debutLe: '2026-05-12',
      dureeMois: '12',
    })
    const { convocationId } = await banc.par(convoquer, {
      dossierId,
      type: 'suivi',
      le: LE,
      heure: '16:30',
      agentId: banc.t.ts,
      lieuId: banc.t.antenne,
      mesures: [mesureId],
      malgre: 'oui',
    })
    const url = `/dossiers/${dossierId}/mesures/${mesureId}/actes/deces`
    const { texte } = await ts.ouvrir(url)
    expect(texte).toContain('Une autre mesure est en cours')
    expect(texte).toContain(`href="/dossiers/${dossierId}/mesures/${autre}"`)
    expect(texte).toMatch(/name="autresMesures"[^>]*checked/)
    expect((await ts.ouvrir(`/dossiers/${dossierId}`)).texte).toContain('Libre')
    expect((await ts.envoyer(url, { le: LE, auteur: 'loi', autresMesures: 'oui' })).statut).toBe(
      303,
    )
    const actes = async () =>
      (
        await banc.t.e.proprietaire.query(
          "SELECT mesure_id FROM mesures.acte WHERE dossier_id = $1 AND cause_fin = 'deces' AND annule_a IS NULL",
          [dossierId],
        )
      ).rows.map(r => r.mesure_id)
    expect((await actes()).sort()).toEqual([mesureId, autre].sort())
    const journal = await banc.t.e.proprietaire.query(
      "SELECT cible FROM acces.journal_ecriture WHERE dossier_id = $1 AND motif = 'deces'",
      [dossierId],
    )
    expect(journal.rows.map(r => r.cible).sort()).toEqual([mesureId, autre].sort())
    const { rows: convocations } = await banc.t.e.proprietaire.query(
      'SELECT etat FROM agenda.convocation WHERE id = $1',
      [convocationId],
    )
    expect([convocations, await banc.attendent(dossierId)]).toEqual([[{ etat: 'annulee' }], []])
    const fiche = (await ts.ouvrir(`/dossiers/${dossierId}`)).texte
    const mort = new RegExp(`(?:Décédée?|Personne décédée) le ${LE.split('-').reverse().join('/')}`)
    expect([fiche.includes('Libre'), mort.test(fiche)]).toEqual([false, true])
    // A death is one fact: undone on one measure, it is undone on the other, and everywhere that it
    // was said.
    const ecrouer = (ou: string) =>
      banc.t.e.proprietaire.query(
        `UPDATE dossiers.personne SET etablissement_id = ${ou} WHERE dossier_id = $1`,
        [dossierId],
      )
    await ecrouer('(SELECT id FROM moyens.etablissement LIMIT 1)')
    const bandeau = async () => (await ts.ouvrir(`/dossiers/${dossierId}/mesures/${autre}`)).texte
    expect([mort.test(await bandeau()), /Détenue? :|En détention :/.test(await bandeau())]).toEqual(
      [true, false],
    )
    await ecrouer('NULL')
    const { rows: morts } = await banc.t.e.proprietaire.query(
      'SELECT id FROM mesures.acte WHERE mesure_id = $1',
      [autre],
    )
    const annulation = `/dossiers/${dossierId}/mesures/${autre}/actes/${morts[0].id}/annuler`
    const avertie = (await ts.ouvrir(annulation)).texte
    expect(avertie).toContain('Ce décès a mis fin à une autre mesure')
    expect(avertie).toContain(`href="/dossiers/${dossierId}/mesures/${mesureId}"`)
    expect((await ts.envoyer(annulation, { motif: 'Homonyme' })).statut).toBe(303)
    expect(await actes()).toEqual([])
    const apres = await banc.t.e.proprietaire.query(
      'SELECT etat FROM agenda.convocation WHERE id = $1',
      [convocationId],
    )
    expect(apres.rows).toEqual([{ etat: 'prevue' }])
    const annules = await banc.t.e.proprietaire.query(
      "SELECT count(*)::int AS n FROM acces.journal_ecriture WHERE dossier_id = $1 AND commande = 'mesures.annuler-acte'",
      [dossierId],
    )
    expect(annules.rows).toEqual([{ n: 2 }])
    expect(mort.test(await bandeau())).toBe(false)
  })
  it('Sans la case, l’autre mesure court encore, et nul n’est plus attendu', async () => {
    const dossierId = await banc.t.dossier()
    const mesureId = await banc.deuxMesures(dossierId)
    await banc.par(accomplirActe, { dossierId, mesureId, acte: 'deces', le: LE, auteur: 'loi' })
    const { rows: actes } = await banc.t.e.proprietaire.query(
      'SELECT mesure_id FROM mesures.acte WHERE dossier_id = $1',
      [dossierId],
    )
    expect(actes).toEqual([{ mesure_id: mesureId }])
    // Whatever brings the death or takes it away, the dossier says it, or no more: the measure that
    // carries it, withdrawn, given back, merged.
    const decede = async (id = dossierId) =>
      (
        await banc.t.e.proprietaire.query(
          'SELECT decede_le::text AS le, numero FROM dossiers.dossier WHERE dossier_id = $1',
          [id],
        )
      ).rows[0]
    expect((await decede()).le).toBe(LE)
    await banc.par(retirerMesure, { dossierId, mesureId, motif: 'Mauvais dossier' })
    expect((await decede()).le).toBeNull()
    await banc.par(remettreMesure, { dossierId, mesureId, motif: 'C’était la bonne' })
    expect((await decede()).le).toBe(LE)
    const garde = await banc.t.dossier()
    const { numero: absorbeNumero } = await decede()
    await executer(banc.t.e.hote, await banc.t.e.agent('dpip.67'), fusionner, {
      dossierId: garde,
      absorbeNumero,
      motif: 'Doublon',
    })
    expect((await decede(garde)).le).toBe(LE)
  })
  it('La mesure retirée, puis remise avec son décès : ce qui était rendu s’annule de nouveau, ce qui fut posé entre-temps aussi, et qui recevait l’apprend', async () => {
    const dossierId = await banc.t.dossier({ telephone: '06 39 98 00 14' })
    const { rows } = await banc.t.e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const faits = {
      dossierId,
      juridictionId: rows[0].id,
      nature: 'sursis_probatoire',
      confirme: 'oui',
    }
    const { mesureId } = await banc.par(saisirMesure, {
      ...faits,
      decisionLe: '2026-03-10',
      debutLe: '2026-03-10',
      dureeMois: '24',
    })
    const { mesureId: autre } = await banc.par(saisirMesure, {
      ...faits,
      decisionLe: '2026-05-12',
      debutLe: '2026-05-12',
      dureeMois: '12',
    })
    const agentId = await banc.t.e.agent('ts2.67')
    const ou = {
      dossierId,
      type: 'suivi',
      heure: '11:45',
      agentId,
      lieuId: banc.t.antenne,
      mesures: [autre],
      malgre: 'oui',
    }
    const { convocationId } = await banc.par(convoquer, { ...ou, le: '2027-02-08' })
    await banc.par(accomplirActe, { dossierId, mesureId, acte: 'deces', le: LE, auteur: 'loi' })
    const dites = async (id: string) =>
      (
        await banc.t.e.proprietaire.query(
          'SELECT nature FROM dossiers.nouvelle WHERE dossier_id = $1 AND cible_id = $2 AND agent_id = $3 AND reglee_a IS NULL',
          [dossierId, id, agentId],
        )
      ).rows.map(r => r.nature)
    const derniere = async (id: string) => {
      const histoire =
        'SELECT etat, motif FROM agenda.etat_de_convocation WHERE dossier_id = $1 AND convocation_id = $2 ORDER BY a DESC, id DESC'
      return (await banc.t.e.proprietaire.query(histoire, [dossierId, id])).rows[0]
    }
    const annulee = { etat: 'annulee', motif: 'Décès' }
    expect([await derniere(convocationId), await dites(convocationId)]).toEqual([
      annulee,
      ['convocation_annulee'],
    ])
    await banc.par(retirerMesure, { dossierId, mesureId, motif: 'Mauvais dossier' })
    expect([(await derniere(convocationId)).etat, await dites(convocationId)]).toEqual([
      'prevue',
      ['convocation_retablie'],
    ])
    const { convocationId: posee } = await banc.par(convoquer, { ...ou, le: '2027-02-09' })
    await banc.par(remettreMesure, { dossierId, mesureId, motif: 'C’était la bonne' })
    for (const id of [convocationId, posee])
      expect([await derniere(id), await dites(id)]).toEqual([annulee, ['convocation_annulee']])
    expect(await banc.attendent(dossierId)).toEqual([])
  })
})
