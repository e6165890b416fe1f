import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, LE, Navigateur } from '../../tests/base.ts'
import { noterEntretien } from '../accompagnement/index.ts'
import { convoquer, noterEtat } from '../agenda/index.ts'
import { accepterTransfert, proposerTransfert } from '../dossiers/index.ts'
import { annulerActe } from '../mesures/acte.commands.ts'
import { accomplirActe } from '../mesures/index.ts'
import { remettreMesure, retirerMesure } from '../mesures/retrait.commands.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { recalculerLaBase } from './calcul.store.ts'
import { nouveauBanc } from './echeance.builder.ts'
import { ecarter, reprendre } from './echeance.commands.ts'

let banc: Awaited<ReturnType<typeof nouveauBanc>>
let e: Essai
let p: Plateforme
let ts = ''
let lieuId = ''
beforeAll(async () => {
  installerReactions()
  banc = await nouveauBanc()
  ;({ e, p, ts, lieuId } = banc)
})
afterAll(() => banc.fermer())

describe('Les échéances suivent les faits, dans la transaction qui les change', () => {
  it('Saisir un suivi renforcé ouvre la convocation entre 10 et 15 jours (D546-2), le rapport à 3 mois (D546-3), la décision du JAP à 4 mois (CPP 741-2), et le terme', async () => {
    const { mesureId } = await banc.suiviRenforce()
    const lues = await banc.echeances(mesureId)
    expect(lues).toContainEqual({
      cle: 'premiere_convocation',
      le: '2026-12-07',
      ouvre: '2026-11-30',
      en_main: 'spip',
      faite: null,
    })
    expect(await banc.une(mesureId, 'rapport_evaluation')).toMatchObject({
      le: '2027-02-22',
      en_main: 'spip',
    })
    expect(await banc.une(mesureId, 'decision_du_jap')).toMatchObject({
      le: '2027-03-22',
      en_main: 'jap',
    })
    expect(await banc.une(mesureId, 'terme')).toMatchObject({ le: '2028-11-20' })
  })
  it('Avec exécution provisoire, la convocation est à 8 jours (D546-2, al. 1)', async () => {
    const { mesureId } = await banc.suiviRenforce({ executionProvisoire: 'oui' })
    expect(await banc.une(mesureId, 'premiere_convocation_execution_provisoire')).toMatchObject({
      le: '2026-11-30',
    })
    expect(await banc.une(mesureId, 'premiere_convocation')).toBeUndefined()
  })
  it('Convoquer satisfait la première convocation ; l’annuler la rouvre', async () => {
    const { dossierId, mesureId } = await banc.suiviRenforce()
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      le: '2026-12-02',
      heure: '09:00',
      dureeMinutes: 45,
      lieuId,
      agentId: ts,
      type: 'premiere',
    } as never)
    expect(await banc.une(mesureId, 'premiere_convocation')).toMatchObject({ faite: '2026-12-02' })
    await executer(e.hote, ts, noterEtat, {
      dossierId,
      convocationId,
      etat: 'annulee',
      motif: 'Erreur',
    } as never)
    expect(await banc.une(mesureId, 'premiere_convocation')).toMatchObject({ faite: null })
  })
  it('La décision du JAP enregistrée satisfait son devoir ; la réévaluation est due un an après le prononcé (CPén D621-11), puis chaque année', async () => {
    const m = await banc.suiviRenforce({ decisionLe: '2026-03-02', debutLe: '2026-03-02' })
    await executer(e.hote, ts, accomplirActe, {
      ...m,
      acte: 'mise_a_execution',
      le: '2026-03-02',
      auteur: 'loi',
    })
    await executer(e.hote, ts, accomplirActe, {
      ...m,
      acte: 'fixation_contenu',
      le: '2026-06-15',
      auteur: 'jap',
      numero: '26/123',
      decisionVue: 'oui',
    })
    expect(await banc.une(m.mesureId, 'decision_du_jap')).toMatchObject({ faite: '2026-06-15' })
    expect(
      (await banc.echeances(m.mesureId)).filter(x => x.cle === 'reevaluation').map(x => x.le),
    ).toEqual(['2027-03-02'])
  })
  it('La fin de la mesure retire ce qui restait à faire ; un entretien noté n’y change rien', async () => {
    const m = await banc.suiviRenforce({ decisionLe: '2026-03-02', debutLe: '2026-03-02' })
    await executer(e.hote, ts, accomplirActe, {
      ...m,
      acte: 'mise_a_execution',
      le: '2026-03-02',
      auteur: 'loi',
    })
    await executer(e.hote, ts, accomplirActe, { ...m, acte: 'deces', le: LE, auteur: 'loi' })
    await executer(e.hote, ts, noterEntretien, {
      dossierId: m.dossierId,
      le: LE,
      forme: 'bureau',
      recit: 'Famille reçue.',
    })
    expect((await banc.echeances(m.mesureId)).filter(x => x.faite === null)).toEqual([])
  })
  it('Un transfert emporte les échéances et prend les jours fériés du nouveau service', async () => {
    const m = await banc.suiviRenforce()
    const avant = await banc.echeances(m.mesureId)
    const vers =
      (
        await e.proprietaire.query<{ id: string }>(
          "SELECT id FROM moyens.service WHERE departement = '88'",
        )
      ).rows[0]?.id ?? ''
    const { transfertId } = await executer(e.hote, ts, proposerTransfert, {
      dossierId: m.dossierId,
      versServiceId: vers,
      motif: 'Déménagement',
    })
    await executer(e.hote, await e.agent('dpip.88'), accepterTransfert, {
      dossierId: m.dossierId,
      transfertId,
      convocations: 'garder',
    })
    expect((await banc.echeances(m.mesureId)).map(x => x.cle)).toEqual(avant.map(x => x.cle))
  })
  it('Cinquante changements du même dossier au même instant : les échéances sont celles des derniers faits', async () => {
    const m = await banc.suiviRenforce()
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        executer(e.hote, ts, noterEntretien, {
          dossierId: m.dossierId,
          le: LE,
          forme: 'bureau',
          recit: `récit ${i}`,
        }),
      ),
    )
    const avant = await banc.echeances(m.mesureId)
    await recalculerLaBase(e.url.replace(/fil_rouge_application/, 'postgres'))
    expect(await banc.echeances(m.mesureId)).toEqual(avant)
  })
})

describe('Une échéance ne se déplace pas à la main', () => {
  it('Un agent dit pourquoi elle n’est pas poursuivie : elle quitte les listes, le motif reste, et elle se reprend', async () => {
    const { nom, ...m } = await banc.suiviRenforce({ executionProvisoire: 'oui' })
    const cle = { ...m, cle: 'premiere_convocation_execution_provisoire', rang: 1 }
    const { id } = await executer(e.hote, ts, ecarter, { ...cle, motif: 'Hospitalisation longue' })
    await expect(executer(e.hote, ts, ecarter, { ...cle, motif: 'Encore' })).rejects.toThrow(
      'déjà écartée',
    )
    const nav = await new Navigateur(p).entrer('ts.67')
    expect((await nav.ouvrir('/echeances?qui=service')).texte).not.toContain(nom.toUpperCase())
    expect((await nav.ouvrir(`/dossiers/${m.dossierId}/echeances`)).texte).toContain(
      'Hospitalisation longue',
    )
    const seule = await nav.ouvrir(`/dossiers/${m.dossierId}/echeances/${id}/reprendre`)
    expect(seule.texte).toContain('<h1>Reprendre une échéance</h1>')
    expect(seule.texte).not.toContain('Ne pas poursuivre une échéance')
    await executer(e.hote, ts, reprendre, { dossierId: m.dossierId, nonPoursuiteId: id })
    await expect(
      executer(e.hote, ts, reprendre, { dossierId: m.dossierId, nonPoursuiteId: id }),
    ).rejects.toThrow()
  })
  it('Écartée, reprise, calculée à nouveau, ou seule dans toute la base : elle dit toujours elle-même si elle est écartée', async () => {
    const m = await banc.suiviRenforce({ executionProvisoire: 'oui' })
    const cle = { ...m, cle: 'premiere_convocation_execution_provisoire', rang: 1 }
    const ecartees = async () => {
      const { rows } = await e.proprietaire.query<{ cle: string; dite: boolean; vraie: boolean }>(
        'SELECT cle, ecartee AS dite, non_poursuite_id IS NOT NULL AS vraie FROM echeances.v_echeance',
      )
      expect(rows.filter(r => r.dite !== r.vraie)).toEqual([])
      return (
        await e.proprietaire.query(
          'SELECT cle FROM echeances.echeance WHERE mesure_id = $1 AND ecartee',
          [m.mesureId],
        )
      ).rows.map(r => r.cle)
    }
    const { id } = await executer(e.hote, ts, ecarter, { ...cle, motif: 'Hospitalisation longue' })
    expect(await ecartees()).toEqual([cle.cle])
    await e.proprietaire.query('DELETE FROM echeances.echeance WHERE mesure_id = $1', [m.mesureId])
    await executer(e.hote, ts, noterEntretien, {
      dossierId: m.dossierId,
      le: LE,
      forme: 'bureau',
      recit: 'Vu ce jour.',
    })
    expect(await ecartees()).toEqual([cle.cle])
    await recalculerLaBase(e.url.replace(/fil_rouge_application/, 'postgres'))
    expect(await ecartees()).toEqual([cle.cle])
    await executer(e.hote, ts, reprendre, { dossierId: m.dossierId, nonPoursuiteId: id })
    expect(await ecartees()).toEqual([])
  })
  it('Une mesure finie ou retirée n’en laisse aucune ouverte, dans toute la base ; l’acte annulé, la mesure remise, elles reviennent', async () => {
    const m = await banc.suiviRenforce()
    const faire = (commande: unknown, quoi: object) =>
      executer(e.hote, ts, commande as never, { ...m, ...quoi } as never)
    const ouvertes = async () => {
      const { rows } = await e.proprietaire.query<{ mesure: string; close: boolean }>(
        `SELECT e.mesure_id AS mesure, m.mesure_id IS NULL OR m.finie_le IS NOT NULL AS close FROM echeances.echeance e
         LEFT JOIN mesures.v_mesure m USING (dossier_id, mesure_id) WHERE e.faite_le IS NULL`,
      )
      expect(rows.filter(r => r.close)).toEqual([])
      return rows.filter(r => r.mesure === m.mesureId).length
    }
    const avant = await ouvertes()
    expect(avant).toBeGreaterThan(2)
    await faire(accomplirActe, { acte: 'deces', le: LE, auteur: 'loi' })
    expect(await ouvertes()).toBe(0)
    await recalculerLaBase(e.url.replace(/fil_rouge_application/, 'postgres'))
    expect(await ouvertes()).toBe(0)
    const { rows: actes } = await e.proprietaire.query(
      "SELECT id FROM mesures.acte WHERE mesure_id = $1 AND acte = 'deces'",
      [m.mesureId],
    )
    await faire(annulerActe, { acteId: actes[0]?.id, motif: 'Homonyme' })
    expect(await ouvertes()).toBe(avant)
    await faire(retirerMesure, { motif: 'Saisie deux fois' })
    expect(await ouvertes()).toBe(0)
    await faire(remettreMesure, { motif: 'Deux peines du même jour' })
    expect(await ouvertes()).toBe(avant)
  })
  it('Le terme ne s’écarte pas : il change par un acte', async () => {
    const m = await banc.suiviRenforce()
    await expect(
      executer(e.hote, ts, ecarter, { ...m, cle: 'terme', rang: 1, motif: 'Essai' }),
    ).rejects.toThrow('change par un acte')
  })
  it('L’application ne peut ni changer ni effacer un motif de non-poursuite', async () => {
    await expect(e.base.pool.query('DELETE FROM echeances.non_poursuite')).rejects.toThrow(
      'permission denied',
    )
  })
})
