import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { convoquer } from '../../src/agenda/index.ts'
import { cloturer, creerDossier, rouvrir } from '../../src/dossiers/index.ts'
import { annulerActe } from '../../src/mesures/acte.commands.ts'
import { accomplirActe, saisirMesure } from '../../src/mesures/index.ts'
import { remettreMesure, retirerMesure } from '../../src/mesures/retrait.commands.ts'
import { commandesDeclarees } from '../../src/platform/command.ts'
import { ajouterJours } from '../../src/platform/date.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../base.ts'

/**
 * Every command that undoes another, and where « act + annulment = the state before » is shown:
 * `ici` for the histories drawn below, the test file otherwise. An exception says why there is
 * nothing to give back.
 */
const paires: Record<string, string> = {
  'bex.reprendre-envoi-hors-outil': 'src/bex/hors-outil.commands.test.ts',
  'bex.retirer-remise': 'src/bex/correction.test.ts',
  'mesures.annuler-acte': 'ici',
  'mesures.retirer': 'ici',
  'mesures.remettre': 'ici',
  'mesures.lever-attente': 'n’annule rien : la saisine est arrivée',
  'accompagnement.annuler-etape': 'tests/invariants/correction.test.ts',
  'accompagnement.retablir-entretien': 'tests/invariants/correction.test.ts',
  'accompagnement.retirer-entretien': 'tests/invariants/correction.test.ts',
  'agenda.annuler-en-nombre':
    'n’annule rien : la convocation elle-même est annulée, et on en fait une autre',
  'agenda.annuler-geste-d-accueil': 'src/agenda/accueil.routes.test.ts',
  'agenda.retirer-arrivee': 'src/agenda/accueil.routes.test.ts',
  'agenda.retirer-d-une-seance': 'n’annule rien : une personne quitte une séance',
  'agenda.retablir': 'src/agenda/retablissement.test.ts',
  'bex.annuler': 'n’annule rien : la convocation elle-même est annulée, et on en fait une autre',
  'creneaux.retirer-absence': 'src/agenda/retablir.test.ts',
  'dossiers.annuler-demande': 'src/dossiers/demande-d-une-juridiction.test.ts',
  'dossiers.annuler-transfert': 'src/dossiers/dessaisissement.commands.test.ts',
  'dossiers.refuser-transfert': 'src/dossiers/dessaisissement.commands.test.ts',
  'dossiers.rouvrir': 'ici',
  'echeances.reprendre': 'src/echeances/echeance.commands.test.ts',
  'magistrats.reprendre-rapport': 'src/magistrats/abandon.commands.test.ts',
  'magistrats.retirer-rapport': 'src/magistrats/abandon.commands.test.ts',
  'magistrats.retirer-reponse': 'src/magistrats/reponse.test.ts',
  'magistrats.retirer-validation': 'src/magistrats/validation.commands.test.ts',
  'messages.lever-opposition': 'src/messages/opposition.routes.test.ts',
  'messages.retablir-modele': 'src/messages/modele.routes.test.ts',
}
const defait = /[.-](annuler|retirer|reprendre|rouvrir|remettre|lever|refuser|retablir|defaire)\b/

let e: Essai
let p: Plateforme
let ts = ''
let juridictionId = ''
let lieuId = ''
let nav: Navigateur
let chef: Navigateur
let chefId = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
  chefId = await e.agent('dpip.67')
  nav = await new Navigateur(p).entrer('ts.67')
  chef = await new Navigateur(p).entrer('dpip.67')
  const lire = async (sql: string) =>
    (await e.proprietaire.query<{ id: string }>(sql, [ts])).rows[0]?.id ?? ''
  juridictionId = await lire(
    "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg' AND $1::uuid IS NOT NULL",
  )
  lieuId = await lire('SELECT antenne_id AS id FROM moyens.agent WHERE id = $1')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

let n = 0
async function nouveau(): Promise<string> {
  n += 1
  const personne = {
    nom: `Clos${n}`,
    prenoms: 'Awa',
    naissanceLe: '1988-06-07',
    telephone: '06 39 98 02 01',
    confirme: 'oui' as const,
  }
  return (await executer(e.hote, ts, creerDossier, personne)).dossierId
}
/** An hour of one day that is free for this agent, whatever else is in the base. */
async function heureLibre(): Promise<string> {
  const [{ le }] = await lignes(
    `SELECT d::date::text AS le FROM generate_series('2027-02-01'::date, '2027-05-31', '1 day') d WHERE extract(isodow FROM d) = 2
     AND NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.agent_id = $1 AND c.le = d::date) ORDER BY 1 LIMIT 1`,
    ts,
  )
  return le
}
async function sansMesure(): Promise<string> {
  const dossierId = await nouveau()
  const ou = {
    type: 'suivi',
    le: await heureLibre(),
    heure: '10:00',
    agentId: ts,
    lieuId,
    malgre: 'oui' as const,
  }
  await executer(e.hote, ts, convoquer, { dossierId, ...ou } as never)
  return dossierId
}
/** What a closing ends, and opening again must give back. */
const restes = async (dossierId: string) => ({
  convocations: await lignes(
    'SELECT id, etat, le::text, heure::text, place, agent_id FROM agenda.convocation WHERE dossier_id = $1 ORDER BY id',
    dossierId,
  ),
  aDecider: await lignes(
    'SELECT motif FROM agenda.v_a_decider WHERE dossier_id = $1 ORDER BY 1',
    dossierId,
  ),
  messages: await lignes(
    "SELECT moment, canal, envoi_a, texte FROM messages.message WHERE dossier_id = $1 AND etat = 'a_envoyer' ORDER BY 1, 3",
    dossierId,
  ),
  ecartees: await lignes(
    'SELECT mesure_id, cle, rang FROM echeances.v_echeance WHERE dossier_id = $1 AND non_poursuite_id IS NOT NULL ORDER BY 1, 2, 3',
    dossierId,
  ),
})

type Lieu = { dossierId: string; mesureId: string }
const lignes = async (requete: string, ...valeurs: unknown[]) =>
  (await e.proprietaire.query(requete, valeurs)).rows

async function suivie(): Promise<Lieu> {
  n += 1
  const personne = {
    nom: `Histoire${n}`,
    prenoms: 'Awa',
    naissanceLe: '1988-06-07',
    telephone: '06 39 98 02 01',
    confirme: 'oui' as const,
  }
  const { dossierId } = await executer(e.hote, ts, creerDossier, personne)
  const dates = { decisionLe: '2025-01-10' as const, debutLe: '2025-01-10' as const, dureeMois: 30 }
  const obligations = [{ article: 'CP 132-45, 1°' }, { article: 'CP 132-45, 4°' }]
  const m = {
    dossierId,
    nature: 'sursis_probatoire' as const,
    juridictionId,
    ...dates,
    obligations,
  }
  await e.proprietaire.query(
    `INSERT INTO mesures.attente_saisine (dossier_id, depuis_le, manque, signalee_par, decision_le, juridiction_id)
     VALUES ($1, '2025-01-10', 'Jugement', $2, $3, $4)`,
    [dossierId, ts, dates.decisionLe, juridictionId],
  )
  const { mesureId } = await executer(e.hote, ts, saisirMesure, m)
  await executer(e.hote, ts, accomplirActe, {
    dossierId,
    mesureId,
    acte: 'mise_a_execution',
    le: '2025-01-10',
    auteur: 'loi',
  })
  const le = await heureLibre()
  await executer(e.hote, ts, convoquer, {
    dossierId,
    type: 'suivi',
    le,
    heure: '10:00',
    agentId: ts,
    lieuId,
    malgre: 'oui',
  })
  return { dossierId, mesureId }
}

/**
 * Past, this morning, this evening: an act of last week meets the three, and of the past nobody has
 * said the outcome yet.
 */
async function convoquerAutourDAujourdhui(dossierId: string) {
  const agentId = await e.agent('ts2.67')
  for (const [jours, heure] of [
    [-6, 6],
    [-1, 6],
    [0, 6],
    [0, 20],
  ] as const)
    await e.proprietaire.query(
      `INSERT INTO agenda.convocation (dossier_id, service_id, agent_id, lieu_id, type, lieu, adresse, le, heure, duree_minutes, creee_par)
       SELECT $1, service_id, $2, id, 'suivi', nom, adresse, $4::date, make_time($5, 0, 0), 15, $2 FROM moyens.antenne WHERE id = $3`,
      [dossierId, agentId, lieuId, ajouterJours(LE, jours), heure],
    )
}
/**
 * What stands and what will leave, but for the history of what was undone, which must be kept, and
 * what told of it.
 */
async function donneesDe({ dossierId }: Lieu) {
  const tables = {
    mesures: 'SELECT m.* FROM mesures.v_mesure m WHERE dossier_id = $1 ORDER BY mesure_id',
    actes: 'SELECT a.* FROM mesures.v_acte a WHERE dossier_id = $1 ORDER BY rang',
    obligations:
      'SELECT o.* FROM mesures.v_obligation o WHERE dossier_id = $1 ORDER BY obligation_id',
    echeances:
      'SELECT x.* FROM echeances.echeance x WHERE dossier_id = $1 ORDER BY mesure_id, cle, rang',
    convocations:
      'SELECT id, etat, le::text, heure, place, agent_id FROM agenda.convocation WHERE dossier_id = $1 ORDER BY id',
    aDecider:
      'SELECT motif, convocation_id FROM agenda.v_a_decider WHERE dossier_id = $1 ORDER BY 1, 2',
    messages:
      "SELECT moment, canal, envoi_a, texte FROM messages.message WHERE dossier_id = $1 AND etat = 'a_envoyer' ORDER BY 1, 3",
    attentes:
      'SELECT a.* FROM mesures.v_attente_saisine a WHERE dossier_id = $1 ORDER BY attente_id',
    perimetre:
      'SELECT entite_id, motif FROM dossiers.v_perimetre WHERE dossier_id = $1 ORDER BY 1, 2',
  }
  const donnees: Record<string, unknown> = {}
  for (const [nom, requete] of Object.entries(tables))
    donnees[nom] = await lignes(requete, dossierId)
  return donnees
}
/** The same, with what an agent can see of it. */
async function photo(m: Lieu) {
  const { dossierId, mesureId } = m
  const donnees = await donneesDe(m)
  const base = `/dossiers/${dossierId}`
  donnees['/statistiques'] = await page('/statistiques', chef)
  for (const ecran of [
    '/',
    base,
    `${base}/mesures`,
    `${base}/mesures/${mesureId}`,
    `${base}/mesures/${mesureId}/fiche`,
    `${base}/echeances`,
    `${base}/convocations`,
  ])
    donnees[ecran] = await page(ecran)
  return donnees
}
async function page(ecran: string, qui = nav): Promise<string> {
  const { statut, texte } = await qui.ouvrir(ecran)
  if (statut !== 200) throw new Error(`${ecran} answered ${statut}`)
  return sansHistoire(texte)
}
const sansHistoire = (html: string) =>
  html
    .replaceAll(/<aside class="fil-annules">.*?<\/aside>/gs, '')
    .replaceAll(/<input type="hidden"[^>]*>/g, '')
    .replaceAll(/nonce="[^"]*"/g, '')
    .replaceAll(/\s+/g, ' ')

const faire = (m: Lieu, acte: string, le: string, auteur: string, plus: object = {}) =>
  executer(e.hote, ts, accomplirActe, {
    ...m,
    acte,
    le,
    auteur,
    numero: '26/123',
    decisionVue: 'oui',
    ...plus,
  } as never)
async function defaire(m: Lieu) {
  const [dernier] = await lignes(
    'SELECT acte_id FROM mesures.v_acte WHERE mesure_id = $1 ORDER BY rang DESC LIMIT 1',
    m.mesureId,
  )
  await executer(e.hote, ts, annulerActe, {
    ...m,
    acteId: dernier.acte_id,
    motif: 'Erreur de dossier',
  })
}
const obligations = (m: Lieu) =>
  lignes(
    'SELECT obligation_id AS id FROM mesures.v_obligation WHERE mesure_id = $1 AND levee_le IS NULL ORDER BY rang',
    m.mesureId,
  )
const retirer = (m: Lieu) => executer(e.hote, ts, retirerMesure, { ...m, motif: 'Mauvais dossier' })
const remettre = (m: Lieu) =>
  executer(e.hote, ts, remettreMesure, { ...m, motif: 'C’était le bon' })
/**
 * Acts that a probation may take from « en cours », each with what it changes elsewhere; every one
 * is followed by its annulment.
 */
const gestes: Record<string, ((m: Lieu) => Promise<unknown>)[]> = {
  rien: [],
  fin_anticipee: [m => faire(m, 'fin_anticipee', LE, 'jap')],
  fin_de_la_semaine_derniere: [
    async m => {
      await faire(m, 'fin_anticipee', ajouterJours(LE, -7), 'jap')
      const apres = await lignes(
        'SELECT etat FROM agenda.convocation WHERE dossier_id = $1 ORDER BY le, heure',
        m.dossierId,
      )
      expect(apres.map(c => c.etat)).toEqual(['prevue', 'prevue', 'prevue', 'annulee', 'annulee'])
    },
  ],
  revocation_totale: [m => faire(m, 'revocation_totale', LE, 'jap')],
  suspension: [m => faire(m, 'suspension', '2025-06-01', 'loi')],
  suspension_et_reprise: [
    m => faire(m, 'suspension', '2025-06-01', 'loi'),
    m => faire(m, 'reprise', '2025-07-01', 'loi'),
  ],
  obligations: [
    async m => {
      const [premiere] = await obligations(m)
      const change = { levees: [premiere.id], obligations: [{ article: 'CP 132-45, 2°' }] }
      await faire(m, 'modification_obligations', '2025-09-01', 'jap', change)
    },
  ],
}
/**
 * An act and its annulment; between them, after `retrait` of its steps, the measure is withdrawn
 * and given back.
 */
type Geste = { nom: string; retrait: number | null }
/** Withdrawn, a measure leaves nothing, whatever it had been; given back, it is what it was. */
async function retirerPuisRemettre(m: Lieu, retiree: object, ou: string) {
  const avant = await donneesDe(m)
  await retirer(m)
  expect(await donneesDe(m), `retirée après : ${ou}`).toEqual(retiree)
  await remettre(m)
  expect(await donneesDe(m), `remise après : ${ou}`).toEqual(avant)
}
async function jouer(m: Lieu, { nom, retrait }: Geste, retiree: object) {
  const pas = gestes[nom] ?? []
  for (const [rang, faireUnPas] of pas.entries()) {
    if (retrait === rang) await retirerPuisRemettre(m, retiree, `${nom}, ${rang}`)
    await faireUnPas(m)
  }
  if (retrait !== null && retrait >= pas.length) await retirerPuisRemettre(m, retiree, nom)
  for (const _ of pas) await defaire(m)
}

describe('Invariant 7 : ce qui est annulé n’a pas d’effet', () => {
  it('Chaque commande qui en défait une autre est dans la table, avec son épreuve ou sa raison', () => {
    const noms = commandesDeclarees().map(c => c.name)
    const enPlus = noms.filter(nom => defait.test(nom) && !(nom in paires))
    expect(enPlus, 'une commande qui défait sans épreuve').toEqual([])
    expect(
      Object.keys(paires).filter(nom => !noms.includes(nom as never)),
      'une épreuve sans commande',
    ).toEqual([])
    const perdues = Object.values(paires).filter(
      ou => ou !== 'ici' && !ou.startsWith('n’annule rien') && !existsSync(ou),
    )
    expect(perdues, 'une épreuve sans fichier').toEqual([])
  })
  it('Quelle que soit l’histoire, acte et annulation rendent tout : écrans, échéances, convocations, messages, accès', async () => {
    const m = await suivie()
    await convoquerAutourDAujourdhui(m.dossierId)
    const avant = await photo(m)
    for (const nom of ['echeances', 'convocations', 'messages', 'obligations', 'perimetre'])
      expect(avant[nom], nom).not.toEqual([])
    await retirer(m)
    const retiree = await donneesDe(m)
    for (const nom of ['mesures', 'actes', 'obligations', 'echeances'])
      expect(retiree[nom], nom).toEqual([])
    expect([retiree.attentes, retiree.aDecider]).toMatchObject([
      [{ manque: 'Jugement' }],
      [{ motif: 'mesure' }, { motif: 'mesure' }],
    ])
    await remettre(m)
    const geste = fc.record({
      nom: fc.constantFrom(...Object.keys(gestes)),
      retrait: fc.option(fc.nat(2)),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(geste, { minLength: 1, maxLength: 3 }), async histoire => {
        for (const g of histoire) await jouer(m, g, retiree)
        expect(await photo(m)).toEqual(avant)
      }),
      {
        numRuns: 8,
        seed: 7,
        endOnFailure: true,
        examples: Object.keys(gestes).map((nom): [Geste[]] => [[{ nom, retrait: 2 }]]),
      },
    )
  }, 90_000)
  it('L’attente d’une décision revient avec le retrait de la dernière de ses mesures, et pas avant', async () => {
    type Coup = { quoi: 'saisir' | 'retirer' | 'remettre'; laquelle: number }
    const coup = (quoi: Coup['quoi'], laquelle = 0): Coup => ({ quoi, laquelle })
    const coups = fc.array(
      fc.record({ quoi: fc.constantFrom('saisir', 'retirer', 'remettre'), laquelle: fc.nat(2) }),
      { maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(coups as fc.Arbitrary<Coup[]>, async histoire => {
        const premiere = await suivie()
        const { dossierId } = premiere
        const faits = {
          nature: 'sursis_probatoire' as const,
          juridictionId,
          decisionLe: '2025-01-10' as const,
          dureeMois: 30,
        }
        const saisie = {
          dossierId,
          ...faits,
          debutLe: '2025-01-10' as const,
          confirme: 'oui' as const,
        }
        const mesures = [{ mesureId: premiere.mesureId, debout: true }]
        for (const { quoi, laquelle } of histoire) {
          const m = mesures[laquelle % mesures.length]
          if (quoi === 'saisir')
            mesures.push({
              mesureId: (await executer(e.hote, ts, saisirMesure, saisie)).mesureId,
              debout: true,
            })
          else if (m && m.debout === (quoi === 'retirer')) {
            await (quoi === 'retirer' ? retirer : remettre)({ dossierId, mesureId: m.mesureId })
            m.debout = !m.debout
          }
          const attendue =
            (
              await lignes(
                'SELECT 1 FROM mesures.v_attente_saisine WHERE dossier_id = $1',
                dossierId,
              )
            ).length === 1
          expect(attendue, JSON.stringify(mesures)).toBe(mesures.every(x => !x.debout))
        }
      }),
      {
        numRuns: 6,
        seed: 7,
        endOnFailure: true,
        examples: [[[coup('saisir'), coup('retirer', 0), coup('retirer', 1), coup('remettre', 0)]]],
      },
    )
  }, 60_000)

  it.each(['erreur', 'fin_de_mesure'])(
    'clore (%s) et rouvrir rendent les convocations, leur place et leurs messages',
    async motif => {
      const dossierId = await sansMesure()
      const avant = await restes(dossierId)
      expect(avant.convocations).toMatchObject([{ etat: 'prevue' }])
      expect(avant.messages.length).toBeGreaterThan(0)
      await executer(e.hote, chefId, cloturer, { dossierId, motif, convocations: 'oui' } as never)
      expect((await restes(dossierId)).convocations).toMatchObject([{ etat: 'annulee' }])
      const { revenus } = await executer(e.hote, chefId, rouvrir, {
        dossierId,
        motif: 'Clos par erreur',
      })
      expect(await restes(dossierId)).toEqual(avant)
      expect(revenus).toEqual(['1 convocation est rétablie'])
    },
  )
  it('clore et rouvrir : l’heure prise depuis attend une décision, et l’annulation déjà partie est démentie', async () => {
    const [pris, parti] = [await sansMesure(), await sansMesure()]
    for (const dossierId of [pris, parti])
      await executer(e.hote, chefId, cloturer, {
        dossierId,
        motif: 'fin_de_mesure',
        convocations: 'oui',
      } as never)
    const [{ le }] = (await restes(pris)).convocations
    await executer(e.hote, ts, convoquer, {
      dossierId: await nouveau(),
      type: 'suivi',
      le,
      heure: '10:00',
      agentId: ts,
      lieuId,
      malgre: 'oui',
    } as never)
    const { revenus } = await executer(e.hote, chefId, rouvrir, {
      dossierId: pris,
      motif: 'Clos par erreur',
    })
    expect((await restes(pris)).aDecider).toMatchObject([{ motif: 'fin_annulee' }])
    expect(revenus).toEqual(['1 convocation n’a pas pu l’être (voir « Convocations à décider »)'])
    await e.proprietaire.query(
      "UPDATE messages.message SET etat = 'envoye' WHERE dossier_id = $1 AND moment = 'annulation'",
      [parti],
    )
    await executer(e.hote, chefId, rouvrir, { dossierId: parti, motif: 'Clos par erreur' })
    expect((await restes(parti)).messages.map(m => m.moment)).toContain('convocation')
  })
  it('clore et rouvrir reprennent les échéances écartées ; ce qu’un acte avait annulé ne revient pas', async () => {
    const m = await suivie()
    const [due] = await lignes(
      'SELECT * FROM echeances.echeance WHERE dossier_id = $1 ORDER BY le, cle, rang LIMIT 1',
      m.dossierId,
    )
    await faire(m, 'fin_anticipee', LE, 'jap')
    // One that came due before the end, and was not done.
    await e.proprietaire.query(
      `INSERT INTO echeances.echeance (dossier_id, mesure_id, cle, rang, le, en_main) VALUES ($1, $2, $3, $4, '2025-02-10', $5)
       ON CONFLICT (dossier_id, mesure_id, cle, rang) DO UPDATE SET le = excluded.le, ouvre_le = NULL, faite_le = NULL`,
      [m.dossierId, m.mesureId, due.cle, due.rang, due.en_main],
    )
    const avant = await restes(m.dossierId)
    await executer(e.hote, chefId, cloturer, {
      dossierId: m.dossierId,
      motif: 'fin_de_mesure',
      devoirs: 'Suivi terminé.',
    } as never)
    const ecartees = (await restes(m.dossierId)).ecartees
    expect(ecartees.length).toBeGreaterThan(0)
    const { revenus } = await executer(e.hote, chefId, rouvrir, {
      dossierId: m.dossierId,
      motif: 'Clos par erreur',
    })
    expect(await restes(m.dossierId)).toEqual(avant)
    expect(revenus).toEqual(
      [`${ecartees.length} échéances sont reprises`].map(x =>
        ecartees.length === 1 ? '1 échéance est reprise' : x,
      ),
    )
  })
})
