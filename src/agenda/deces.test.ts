import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, LE, Navigateur } from '../../tests/base.ts'
import { fusionner } from '../dossiers/index.ts'
import { up } from '../dossiers/migrations/20261201T0900_dossiers_deces.ts'
import { accomplirActe, annulerActe } from '../mesures/acte.commands.ts'
import { saisirMesure } from '../mesures/index.ts'
import { remettreMesure, retirerMesure } from '../mesures/retrait.commands.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { convoquer, noterEtat } from './convocation.commands.ts'
import { type Terrain, terrainLibre } from './creneau.builder.ts'
import { retablirConvocation } from './retablissement.commands.ts'

let t: Terrain
let p: Plateforme
beforeAll(async () => {
  t = await terrainLibre()
  p = await application(t.e)
})
afterAll(async () => {
  await p.app.close()
  await t.e.fermer()
})
const par = async (commande: unknown, input: object) =>
  (await executer(t.e.hote, t.ts, commande as Parameters<typeof executer>[2], input as never)) as {
    mesureId: string
    convocationId: string
  }
const attendent = async (dossierId: string) =>
  (
    await t.e.proprietaire.query<{ l: string }>(
      "SELECT c.le::text || ' ' || m.moment AS l FROM messages.message m JOIN agenda.convocation c ON c.id = m.objet_id WHERE m.dossier_id = $1 AND m.etat IN ('a_envoyer', 'a_imprimer') ORDER BY 1",
      [dossierId],
    )
  ).rows.map(r => r.l)

describe('Après un décès, rien ne part', () => {
  it.each([
    ['par SMS', '06 39 98 00 11'],
    ['par lettre', ''],
  ])(
    '%s : ni annulation, ni rappel, ni annonce, même d’une autre mesure ; l’acte annulé, tout se dit de nouveau',
    async (_voie, telephone) => {
      const dossierId = await t.dossier(telephone ? { telephone } : {})
      const { rows } = await t.e.proprietaire.query(
        "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
      )
      const faits = {
        dossierId,
        juridictionId: rows[0].id,
        nature: 'sursis_probatoire',
        confirme: 'oui',
      }
      const { mesureId } = await par(saisirMesure, {
        ...faits,
        decisionLe: '2026-03-10',
        debutLe: '2026-03-10',
        dureeMois: '24',
      })
      await par(saisirMesure, {
        ...faits,
        decisionLe: '2026-05-12',
        debutLe: '2026-05-12',
        dureeMois: '12',
      })
      const libre = {
        dossierId,
        type: 'suivi',
        heure: telephone ? '10:00' : '14:00',
        agentId: t.ts,
        lieuId: t.antenne,
        mesures: [mesureId],
      }
      const { convocationId } = await par(convoquer, { ...libre, le: '2027-02-02' })
      await par(convoquer, { ...libre, le: '2027-09-14' })
      const avant = await attendent(dossierId)
      expect(avant.length).toBeGreaterThan(1)
      await par(accomplirActe, { dossierId, mesureId, acte: 'deces', le: LE, auteur: 'loi' })
      expect(await attendent(dossierId)).toEqual([])
      await expect(
        par(noterEtat, { dossierId, convocationId, etat: 'annulee', prevenir: 'oui' }),
      ).rejects.toThrow()
      const { rows: actes } = await t.e.proprietaire.query(
        'SELECT id FROM mesures.acte WHERE dossier_id = $1',
        [dossierId],
      )
      await par(annulerActe, { dossierId, mesureId, acteId: actes[0].id, motif: 'Homonyme' })
      expect(await attendent(dossierId)).toEqual(avant)
    },
  )
  it('Le formulaire dit les autres mesures et propose d’y mettre fin : tout est clos, nul n’est attendu, et la fiche ne dit plus « Libre » ; annulé, tout reprend', async () => {
    const ts = await new Navigateur(p).entrer('ts.67')
    const dossierId = await t.dossier({ telephone: '06 39 98 00 12' })
    const { rows } = await t.e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const faits = {
      dossierId,
      juridictionId: rows[0].id,
      nature: 'sursis_probatoire',
      confirme: 'oui',
    }
    const { mesureId } = await par(saisirMesure, {
      ...faits,
      decisionLe: '2026-03-10',
      debutLe: '2026-03-10',
      dureeMois: '24',
    })
    const { mesureId: autre } = await par(saisirMesure, {
      ...faits,
      decisionLe: '2026-05-12',
      debutLe: '2026-05-12',
      dureeMois: '12',
    })
    const { convocationId } = await par(convoquer, {
      dossierId,
      type: 'suivi',
      le: LE,
      heure: '16:30',
      agentId: t.ts,
      lieuId: t.antenne,
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
        await t.e.proprietaire.query(
          "SELECT mesure_id FROM mesures.acte WHERE dossier_id = $1 AND cause_fin = 'deces' AND annule_a IS NULL",
          [dossierId],
        )
      ).rows.map(r => r.mesure_id)
    expect((await actes()).sort()).toEqual([mesureId, autre].sort())
    const journal = await t.e.proprietaire.query(
      "SELECT cible FROM acces.journal_ecriture WHERE dossier_id = $1 AND motif = 'deces'",
      [dossierId],
    )
    expect(journal.rows.map(r => r.cible).sort()).toEqual([mesureId, autre].sort())
    const { rows: convocations } = await t.e.proprietaire.query(
      'SELECT etat FROM agenda.convocation WHERE id = $1',
      [convocationId],
    )
    expect([convocations, await attendent(dossierId)]).toEqual([[{ etat: 'annulee' }], []])
    const fiche = (await ts.ouvrir(`/dossiers/${dossierId}`)).texte
    const mort = new RegExp(`(?:Décédée?|Personne décédée) le ${LE.split('-').reverse().join('/')}`)
    expect([fiche.includes('Libre'), mort.test(fiche)]).toEqual([false, true])
    // A death is one fact: undone on one measure, it is undone on the other, and everywhere that it
    // was said.
    const ecrouer = (ou: string) =>
      t.e.proprietaire.query(
        `UPDATE dossiers.personne SET etablissement_id = ${ou} WHERE dossier_id = $1`,
        [dossierId],
      )
    await ecrouer('(SELECT id FROM moyens.etablissement LIMIT 1)')
    const bandeau = async () => (await ts.ouvrir(`/dossiers/${dossierId}/mesures/${autre}`)).texte
    expect([mort.test(await bandeau()), /Détenue? :|En détention :/.test(await bandeau())]).toEqual(
      [true, false],
    )
    await ecrouer('NULL')
    const { rows: morts } = await t.e.proprietaire.query(
      'SELECT id FROM mesures.acte WHERE mesure_id = $1',
      [autre],
    )
    const annulation = `/dossiers/${dossierId}/mesures/${autre}/actes/${morts[0].id}/annuler`
    const avertie = (await ts.ouvrir(annulation)).texte
    expect(avertie).toContain('Ce décès a mis fin à une autre mesure')
    expect(avertie).toContain(`href="/dossiers/${dossierId}/mesures/${mesureId}"`)
    expect((await ts.envoyer(annulation, { motif: 'Homonyme' })).statut).toBe(303)
    expect(await actes()).toEqual([])
    const apres = await t.e.proprietaire.query(
      'SELECT etat FROM agenda.convocation WHERE id = $1',
      [convocationId],
    )
    expect(apres.rows).toEqual([{ etat: 'prevue' }])
    const annules = await t.e.proprietaire.query(
      "SELECT count(*)::int AS n FROM acces.journal_ecriture WHERE dossier_id = $1 AND commande = 'mesures.annuler-acte'",
      [dossierId],
    )
    expect(annules.rows).toEqual([{ n: 2 }])
    expect(mort.test(await bandeau())).toBe(false)
  })
  it('Sans la case, l’autre mesure court encore, et nul n’est plus attendu', async () => {
    const dossierId = await t.dossier()
    const { rows } = await t.e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const faits = {
      dossierId,
      juridictionId: rows[0].id,
      nature: 'sursis_probatoire',
      confirme: 'oui',
    }
    const { mesureId } = await par(saisirMesure, {
      ...faits,
      decisionLe: '2026-03-10',
      debutLe: '2026-03-10',
      dureeMois: '24',
    })
    await par(saisirMesure, {
      ...faits,
      decisionLe: '2026-05-12',
      debutLe: '2026-05-12',
      dureeMois: '12',
    })
    await par(accomplirActe, { dossierId, mesureId, acte: 'deces', le: LE, auteur: 'loi' })
    const { rows: actes } = await t.e.proprietaire.query(
      'SELECT mesure_id FROM mesures.acte WHERE dossier_id = $1',
      [dossierId],
    )
    expect(actes).toEqual([{ mesure_id: mesureId }])
    // Whatever brings the death or takes it away, the dossier says it, or no more: the measure that
    // carries it, withdrawn, given back, merged.
    const decede = async (id = dossierId) =>
      (
        await t.e.proprietaire.query(
          'SELECT decede_le::text AS le, numero FROM dossiers.dossier WHERE dossier_id = $1',
          [id],
        )
      ).rows[0]
    expect((await decede()).le).toBe(LE)
    await par(retirerMesure, { dossierId, mesureId, motif: 'Mauvais dossier' })
    expect((await decede()).le).toBeNull()
    await par(remettreMesure, { dossierId, mesureId, motif: 'C’était la bonne' })
    expect((await decede()).le).toBe(LE)
    const garde = await t.dossier()
    const { numero: absorbeNumero } = await decede()
    await executer(t.e.hote, await t.e.agent('dpip.67'), fusionner, {
      dossierId: garde,
      absorbeNumero,
      motif: 'Doublon',
    })
    expect((await decede(garde)).le).toBe(LE)
  })
  it('Nul ne convoque une personne morte, même si une autre mesure court : l’écran ne l’offre plus, chaque porte le refuse', async () => {
    const dossierId = await t.dossier({ telephone: '06 39 98 00 13' })
    const { rows } = await t.e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const faits = {
      dossierId,
      juridictionId: rows[0].id,
      nature: 'sursis_probatoire',
      confirme: 'oui',
    }
    const { mesureId } = await par(saisirMesure, {
      ...faits,
      decisionLe: '2026-03-10',
      debutLe: '2026-03-10',
      dureeMois: '24',
    })
    await par(saisirMesure, {
      ...faits,
      decisionLe: '2026-05-12',
      debutLe: '2026-05-12',
      dureeMois: '12',
    })
    const ou = {
      dossierId,
      type: 'suivi',
      agentId: t.ts,
      lieuId: t.antenne,
      mesures: [mesureId],
      malgre: 'oui',
    }
    const { convocationId } = await par(convoquer, { ...ou, le: '2027-02-03', heure: '11:15' })
    const ts = await new Navigateur(p).entrer('ts.67')
    const [fiche, liste, messages] = [
      `/dossiers/${dossierId}`,
      `/dossiers/${dossierId}/convocations`,
      `/dossiers/${dossierId}/messages`,
    ]
    const offre = `href="${fiche}/convoquer"`
    const montre = async () =>
      Promise.all([fiche, liste].map(async url => (await ts.ouvrir(url)).texte.includes(offre)))
    expect(await montre()).toEqual([true, true])
    expect((await ts.ouvrir(messages)).texte).toContain('SMS')
    await par(accomplirActe, { dossierId, mesureId, acte: 'deces', le: LE, auteur: 'loi' })
    const dit =
      'est décédée le mardi 24 novembre 2026 : elle ne se convoque plus. Si c’est une erreur, l’acte de décès s’annule à la page de ses mesures.'
    const encore = { ...ou, le: '2027-02-04', heure: '11:15' }
    await expect(par(convoquer, encore)).rejects.toThrow(dit)
    await expect(
      par(convoquer, { ...encore, chaque: '1', fois: '3', sauter: 'oui' }),
    ).rejects.toThrow(/^Cette personne est décédée/)
    await expect(
      par(retablirConvocation, { dossierId, convocationId, motif: 'Annulée à tort' }),
    ).rejects.toThrow(dit)
    expect(await montre()).toEqual([false, false])
    const formulaire = (await ts.ouvrir(`${fiche}/convoquer`)).texte
    expect([formulaire.includes(dit), formulaire.includes('name="heure"')]).toEqual([true, false])
    expect((await ts.ouvrir(messages)).texte).toContain('le 24/11/2026 : rien ne lui est envoyé')
    const une = (await ts.ouvrir(`${liste}/${convocationId}`)).texte
    expect([une.includes('Annulée'), une.includes('Rétablir'), une.includes('Reporter')]).toEqual([
      true,
      false,
      false,
    ])
  })
  it('La mesure retirée, puis remise avec son décès : ce qui était rendu s’annule de nouveau, ce qui fut posé entre-temps aussi, et qui recevait l’apprend', async () => {
    const dossierId = await t.dossier({ telephone: '06 39 98 00 14' })
    const { rows } = await t.e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const faits = {
      dossierId,
      juridictionId: rows[0].id,
      nature: 'sursis_probatoire',
      confirme: 'oui',
    }
    const { mesureId } = await par(saisirMesure, {
      ...faits,
      decisionLe: '2026-03-10',
      debutLe: '2026-03-10',
      dureeMois: '24',
    })
    const { mesureId: autre } = await par(saisirMesure, {
      ...faits,
      decisionLe: '2026-05-12',
      debutLe: '2026-05-12',
      dureeMois: '12',
    })
    const agentId = await t.e.agent('ts2.67')
    const ou = {
      dossierId,
      type: 'suivi',
      heure: '11:45',
      agentId,
      lieuId: t.antenne,
      mesures: [autre],
      malgre: 'oui',
    }
    const { convocationId } = await par(convoquer, { ...ou, le: '2027-02-08' })
    await par(accomplirActe, { dossierId, mesureId, acte: 'deces', le: LE, auteur: 'loi' })
    const dites = async (id: string) =>
      (
        await t.e.proprietaire.query(
          'SELECT nature FROM dossiers.nouvelle WHERE dossier_id = $1 AND cible_id = $2 AND agent_id = $3 AND reglee_a IS NULL',
          [dossierId, id, agentId],
        )
      ).rows.map(r => r.nature)
    const derniere = async (id: string) => {
      const histoire =
        'SELECT etat, motif FROM agenda.etat_de_convocation WHERE dossier_id = $1 AND convocation_id = $2 ORDER BY a DESC, id DESC'
      return (await t.e.proprietaire.query(histoire, [dossierId, id])).rows[0]
    }
    const annulee = { etat: 'annulee', motif: 'Décès' }
    expect([await derniere(convocationId), await dites(convocationId)]).toEqual([
      annulee,
      ['convocation_annulee'],
    ])
    await par(retirerMesure, { dossierId, mesureId, motif: 'Mauvais dossier' })
    expect([(await derniere(convocationId)).etat, await dites(convocationId)]).toEqual([
      'prevue',
      ['convocation_retablie'],
    ])
    const { convocationId: posee } = await par(convoquer, { ...ou, le: '2027-02-09' })
    await par(remettreMesure, { dossierId, mesureId, motif: 'C’était la bonne' })
    for (const id of [convocationId, posee])
      expect([await derniere(id), await dites(id)]).toEqual([annulee, ['convocation_annulee']])
    expect(await attendent(dossierId)).toEqual([])
  })
  it('La migration dit mort qui un acte debout dit mort, et nul autre', async () => {
    const dits =
      'SELECT dossier_id, decede_le FROM dossiers.dossier WHERE decede_le IS NOT NULL ORDER BY 1'
    const avant = (await t.e.proprietaire.query(dits)).rows
    expect(avant.length).toBeGreaterThan(0)
    await t.e.proprietaire.query('ALTER TABLE dossiers.dossier DROP COLUMN decede_le')
    await up(new Kysely({ dialect: new PostgresDialect({ pool: t.e.proprietaire }) }))
    expect((await t.e.proprietaire.query(dits)).rows).toEqual(avant)
  })
})
