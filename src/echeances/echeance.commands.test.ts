import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { application, baseVide, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { noterEntretien } from '../accompagnement/index.ts'
import { convoquer, noterEtat } from '../agenda/index.ts'
import { lancer } from '../cli/commandes.ts'
import { accepterTransfert, creerDossier, proposerTransfert } from '../dossiers/index.ts'
import { annulerActe } from '../mesures/acte.commands.ts'
import { accomplirActe, saisirMesure } from '../mesures/index.ts'
import { remettreMesure, retirerMesure } from '../mesures/retrait.commands.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { estPerimee, noterSansMesure, recalculerLaBase } from './calcul.store.ts'
import { ecarter, reprendre } from './echeance.commands.ts'

let e: Essai
let p: Plateforme
let ts = ''
let lieuId = ''
let juridictionId = ''
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
  const lire = async (sql: string) =>
    (await e.proprietaire.query<{ id: string }>(sql)).rows[0]?.id ?? ''
  lieuId = await lire("SELECT id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'")
  juridictionId = await lire("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'")
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

let n = 0
async function suiviRenforce(plus: Record<string, unknown> = {}) {
  n += 1
  const { dossierId } = await executer(e.hote, ts, creerDossier, {
    nom: `Echeancier${n}`,
    prenoms: 'Ulysse',
    naissanceLe: '1988-02-29',
    confirme: 'oui',
  })
  // A decision of a Friday: eight days later is a Saturday.
  const m = {
    nature: 'sursis_probatoire_renforce',
    juridictionId,
    decisionLe: '2026-11-20',
    debutLe: '2026-11-20',
    dureeMois: '24',
    ...plus,
  }
  const { mesureId } = await executer(e.hote, ts, saisirMesure, { ...m, dossierId } as never)
  return { dossierId, mesureId }
}
type Ligne = {
  cle: string
  le: string
  faite: string | null
  en_main: string
  ouvre: string | null
}
const echeances = async (mesureId: string) =>
  (
    await e.proprietaire.query<Ligne>(
      'SELECT cle, le::text, faite_le::text AS faite, en_main, ouvre_le::text AS ouvre FROM echeances.echeance WHERE mesure_id = $1 ORDER BY le, cle',
      [mesureId],
    )
  ).rows
const une = async (mesureId: string, cle: string) =>
  (await echeances(mesureId)).find(x => x.cle === cle)

describe('Les échéances suivent les faits, dans la transaction qui les change', () => {
  it('Saisir un suivi renforcé ouvre la convocation entre 10 et 15 jours (D546-2), le rapport à 3 mois (D546-3), la décision du JAP à 4 mois (CPP 741-2), et le terme', async () => {
    const { mesureId } = await suiviRenforce()
    const lues = await echeances(mesureId)
    expect(lues).toContainEqual({
      cle: 'premiere_convocation',
      le: '2026-12-07',
      ouvre: '2026-11-30',
      en_main: 'spip',
      faite: null,
    })
    expect(await une(mesureId, 'rapport_evaluation')).toMatchObject({
      le: '2027-02-22',
      en_main: 'spip',
    })
    expect(await une(mesureId, 'decision_du_jap')).toMatchObject({
      le: '2027-03-22',
      en_main: 'jap',
    })
    expect(await une(mesureId, 'terme')).toMatchObject({ le: '2028-11-20' })
  })
  it('Avec exécution provisoire, la convocation est à 8 jours (D546-2, al. 1)', async () => {
    const { mesureId } = await suiviRenforce({ executionProvisoire: 'oui' })
    expect(await une(mesureId, 'premiere_convocation_execution_provisoire')).toMatchObject({
      le: '2026-11-30',
    })
    expect(await une(mesureId, 'premiere_convocation')).toBeUndefined()
  })
  it('Convoquer satisfait la première convocation ; l’annuler la rouvre', async () => {
    const { dossierId, mesureId } = await suiviRenforce()
    const { convocationId } = await executer(e.hote, ts, convoquer, {
      dossierId,
      le: '2026-12-02',
      heure: '09:00',
      dureeMinutes: 45,
      lieuId,
      agentId: ts,
      type: 'premiere',
    } as never)
    expect(await une(mesureId, 'premiere_convocation')).toMatchObject({ faite: '2026-12-02' })
    await executer(e.hote, ts, noterEtat, {
      dossierId,
      convocationId,
      etat: 'annulee',
      motif: 'Erreur',
    } as never)
    expect(await une(mesureId, 'premiere_convocation')).toMatchObject({ faite: null })
  })
  it('La décision du JAP enregistrée satisfait son devoir ; la réévaluation est due un an après le prononcé (CPén D621-11), puis chaque année', async () => {
    const m = await suiviRenforce({ decisionLe: '2026-03-02', debutLe: '2026-03-02' })
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
    expect(await une(m.mesureId, 'decision_du_jap')).toMatchObject({ faite: '2026-06-15' })
    expect(
      (await echeances(m.mesureId)).filter(x => x.cle === 'reevaluation').map(x => x.le),
    ).toEqual(['2027-03-02'])
  })
  it('La fin de la mesure retire ce qui restait à faire ; un entretien noté n’y change rien', async () => {
    const m = await suiviRenforce({ decisionLe: '2026-03-02', debutLe: '2026-03-02' })
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
    expect((await echeances(m.mesureId)).filter(x => x.faite === null)).toEqual([])
  })
  it('Un transfert emporte les échéances et prend les jours fériés du nouveau service', async () => {
    const m = await suiviRenforce()
    const avant = await echeances(m.mesureId)
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
    expect((await echeances(m.mesureId)).map(x => x.cle)).toEqual(avant.map(x => x.cle))
  })
  it('Cinquante changements du même dossier au même instant : les échéances sont celles des derniers faits', async () => {
    const m = await suiviRenforce()
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
    const avant = await echeances(m.mesureId)
    await recalculerLaBase(e.url.replace(/fil_rouge_application/, 'postgres'))
    expect(await echeances(m.mesureId)).toEqual(avant)
  })
})

describe('Une échéance ne se déplace pas à la main', () => {
  it('Un agent dit pourquoi elle n’est pas poursuivie : elle quitte les listes, le motif reste, et elle se reprend', async () => {
    const m = await suiviRenforce({ executionProvisoire: 'oui' })
    const cle = { ...m, cle: 'premiere_convocation_execution_provisoire', rang: 1 }
    const { id } = await executer(e.hote, ts, ecarter, { ...cle, motif: 'Hospitalisation longue' })
    await expect(executer(e.hote, ts, ecarter, { ...cle, motif: 'Encore' })).rejects.toThrow(
      'déjà écartée',
    )
    const nav = await new Navigateur(p).entrer('ts.67')
    expect((await nav.ouvrir('/echeances?qui=service')).texte).not.toContain(
      `Echeancier${n}`.toUpperCase(),
    )
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
    const m = await suiviRenforce({ executionProvisoire: 'oui' })
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
    const m = await suiviRenforce()
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
    const m = await suiviRenforce()
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

describe('On lit une échéance et on sait pourquoi', () => {
  it('Le dossier montre chaque date, ses faits et ses articles', async () => {
    const { dossierId } = await suiviRenforce()
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${dossierId}/echeances`,
    )
    expect(texte).toContain('Part de la décision : 20/11/2026.')
    expect(texte).toMatch(/Délai : 3 mois \(CP[^)]+D[^)]+\)/)
  })
  it('Ma journée, le dossier et son fil la montrent', async () => {
    const { dossierId } = await suiviRenforce()
    const nav = await new Navigateur(p).entrer('ts.67')
    expect((await nav.ouvrir('/')).texte).toContain('Première convocation au SPIP')
    const page = (await nav.ouvrir(`/dossiers/${dossierId}`)).texte
    expect(page).toContain('Prochaines échéances')
    expect(page).toContain('Échéance : Rapport d’évaluation')
  })
  it('Le calendrier se relit avec une autre bibliothèque, sans aucun nom', async () => {
    const nav = await new Navigateur(p).entrer('ts.67')
    const { texte, entetes } = await nav.ouvrir('/echeances.ics?qui=service')
    expect(String(entetes['content-type'])).toContain('text/calendar')
    const evenements = new ICAL.Component(ICAL.parse(texte))
      .getAllSubcomponents('vevent')
      .map(v => new ICAL.Event(v))
    expect(evenements.length).toBeGreaterThan(5)
    expect(evenements.every(v => v.startDate.isDate && v.endDate.isDate)).toBe(true)
    expect(texte).not.toMatch(/Echeancier|ECHEANCIER|Ulysse/)
  })
})

describe('Le calcul de toute la base', () => {
  it('Dit qu’il est à jour, et redonne exactement ce que les commandes ont écrit', async () => {
    const tout =
      'SELECT dossier_id, mesure_id, cle, rang, le::text, ouvre_le::text, en_main, faite_le::text, ecartee FROM echeances.echeance ORDER BY 1, 2, 3, 4'
    const avant = (await e.proprietaire.query(tout)).rows
    const { echeances: combien } = await recalculerLaBase(
      e.url.replace(/fil_rouge_application/, 'postgres'),
    )
    expect(combien).toBe(avant.length)
    expect((await e.proprietaire.query(tout)).rows).toEqual(avant)
    expect(await estPerimee(e.base.pool)).toBe(false)
    await e.proprietaire.query("UPDATE echeances.calcul SET empreinte = 'autre'")
    expect(await estPerimee(e.base.pool)).toBe(true)
    await noterSansMesure(e.url)
    expect(await estPerimee(e.base.pool)).toBe(true)
  })
  it('Est à jour dans une base neuve que « fil-rouge migrer » vient de faire', async () => {
    const vide = await baseVide()
    expect(await estPerimee(vide.pool)).toBe(true)
    vi.stubEnv('DATABASE_OWNER_URL', vide.url)
    vi.spyOn(console, 'log').mockImplementation(() => {})
    expect(await lancer(['migrer'])).toBe(0)
    expect(await estPerimee(vide.pool)).toBe(false)
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
    await vide.fermer()
  })
})
