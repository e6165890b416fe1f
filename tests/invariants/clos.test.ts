import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quiTient } from '../../src/acces/index.ts'
import type { Fonction } from '../../src/moyens/index.ts'
import { estASoi } from '../../src/platform/a-qui.ts'
import { type Command, commandesDeclarees, nommeUnDossier } from '../../src/platform/command.ts'
import { envoyer, executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { Refused } from '../../src/platform/refusal.ts'
import { application, type Essai, Navigateur, nouvelEssai, ouvrirA } from '../base.ts'
import { comptes, parcourir, toutesLesFonctions } from './parcourir.ts'

/** Tables of a dossier that a closed one still fills, and why. */
const encoreEcrites: Record<string, string> = {
  'dossiers.dossier': 'c’est là qu’il se rouvre',
  'dossiers.cloture': 'l’acte de clore, et celui de rouvrir',
  'dossiers.fusion': 'l’acte de fusionner',
  'dossiers.prise_en_charge': 'une juridiction rouvre là où la personne vit',
  'dossiers.brouillon': 'à qui l’écrit',
  'dossiers.nouvelle': 'à qui elle est destinée',
  'messages.message': 'un accusé arrive tard',
  'messages.evenement': 'un accusé arrive tard',
  'messages.opposition': 'une opposition est toujours entendue',
  'messages.lien_arret': 'une opposition est toujours entendue',
  'agenda.etat_de_convocation': 'l’issue d’une séance passée se note pour tous',
  'agenda.a_decider':
    'sa clôture la solde, sa réouverture la rend ; aucune décision n’y est prise (essayé plus bas)',
  'echeances.echeance': 'calculée',
}
type Sujet = { dossierId: string; closLe: string }

let e: Essai
let p: Plateforme
let clos: Sujet
let fusionne: string
let propose: string
let transfertId: string
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  // The closed dossier with the most to show, open to the court beside: each function has a page to
  // look at.
  const { rows } = await e.proprietaire.query<Sujet>(
    `SELECT d.dossier_id AS "dossierId", to_char(d.clos_a AT TIME ZONE 'Europe/Paris', 'DD/MM/YYYY') AS "closLe" FROM dossiers.dossier d JOIN dossiers.prise_en_charge p USING (dossier_id)
     WHERE d.clos_a IS NOT NULL AND d.fusionne_dans IS NULL AND p.fin_a IS NULL AND p.service_id = (SELECT service_id FROM moyens.agent WHERE id = $1)
     ORDER BY (SELECT count(*) FROM agenda.convocation c WHERE c.dossier_id = d.dossier_id) + 10 * (SELECT count(*) FROM magistrats.rapport r WHERE r.dossier_id = d.dossier_id) DESC, 1 LIMIT 2`,
    [await e.agent('dpip.67')],
  )
  const [premier, second] = rows
  if (!premier || !second) throw new Error('no closed dossier in the demonstration')
  clos = premier
  fusionne = second.dossierId
  for (const d of [clos.dossierId, fusionne])
    await ouvrirA(e, d, await e.agent('jap.strasbourg'), 'mandat')
  await e.proprietaire.query(
    'UPDATE dossiers.dossier SET clos_a = NULL, fusionne_dans = (SELECT dossier_id FROM dossiers.dossier WHERE clos_a IS NULL AND fusionne_dans IS NULL ORDER BY 1 LIMIT 1) WHERE dossier_id = $1',
    [fusionne],
  )
  // One followed elsewhere, with much to show, that its service proposes: nobody here has another
  // ground to see it.
  const ici = '(SELECT service_id FROM moyens.agent WHERE id = $1)'
  const ailleurs = await e.proprietaire.query<{ d: string }>(
    `SELECT d.dossier_id AS d FROM dossiers.dossier d JOIN dossiers.prise_en_charge p USING (dossier_id)
     WHERE d.clos_a IS NULL AND d.fusionne_dans IS NULL AND p.fin_a IS NULL AND p.service_id <> ${ici}
       AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre x WHERE x.dossier_id = d.dossier_id AND x.entite_id = ${ici})
       AND NOT EXISTS (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = d.dossier_id AND t.etat = 'propose')
     ORDER BY (SELECT count(*) FROM agenda.convocation c WHERE c.dossier_id = d.dossier_id) + 10 * (SELECT count(*) FROM magistrats.rapport r WHERE r.dossier_id = d.dossier_id) DESC, 1 LIMIT 1`,
    [await e.agent('dpip.67')],
  )
  propose = ailleurs.rows[0]?.d ?? ''
  const transfert = await e.proprietaire.query<{ id: string }>(
    `INSERT INTO dossiers.transfert (dossier_id, de_service_id, vers_service_id, motif, propose_a, propose_par)
     SELECT p.dossier_id, p.service_id, ${ici}, 'Déménagement', now(), (SELECT id FROM moyens.agent a WHERE a.service_id = p.service_id LIMIT 1)
     FROM dossiers.prise_en_charge p WHERE p.dossier_id = $2 AND p.fin_a IS NULL RETURNING id`,
    [await e.agent('dpip.67'), propose],
  )
  transfertId = transfert.rows[0]?.id ?? ''
  await ouvrirA(e, propose, await e.agent('dpip.67'), 'transfert_propose')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const quiPeut = (permission: string): string | undefined => {
  const fonctions = quiTient(permission)
  return Object.entries(comptes).find(([f]) => fonctions.includes(f as Fonction))?.[1]
}
const surUnDossier = () =>
  commandesDeclarees().filter(c => !c.name.startsWith('essai.') && nommeUnDossier(c.input))

/**
 * What the command answers on this dossier: the refusal of the closed dossier, or anything else.
 */
async function essayer(
  commande: { name: string; permission: string },
  dossierId: string,
): Promise<string> {
  const compteId = await e.agent(quiPeut(commande.permission) ?? '')
  const demande = { porteur: { compteId }, requete: 'essai' }
  try {
    const command = commande as Command<never, unknown>
    await envoyer(e.hote, demande, { command, input: { dossierId } as never })
    return 'passé'
  } catch (erreur) {
    return erreur instanceof Refused && erreur.refusals[0].code === 'ecriture_fermee'
      ? erreur.message
      : 'passé'
  }
}

/**
 * Commands that name dossiers in a list, or by a line of one: what each is sent here, with a closed
 * one in it.
 */
const enListe: Record<string, () => Promise<object>> = {
  'dossiers.affecter-en-nombre': async () => ({
    dossierIds: [clos.dossierId],
    referentId: await e.agent('ts.67'),
  }),
  'dossiers.passer-en-nombre': async () => {
    const [deAgentId, vers] = [await e.agent('ts.67'), await e.agent('ts2.67')]
    return {
      deAgentId,
      dossierIds: [clos.dossierId],
      lesquels: 'coches',
      versIds: [vers],
      convocations: 'restent',
    }
  },
  'agenda.inscrire-a-une-seance': seanceAVenir,
  'agenda.garder': async () => ({ choix: [await ligneADecider('prevue')], motif: 'Essai' }),
  'agenda.annuler-en-nombre': async () => ({
    choix: [await ligneADecider('annulee')],
    motif: 'Essai',
  }),
  'agenda.confier': async () => ({
    choix: [await ligneADecider('prevue')],
    agentId: await e.agent('ts.67'),
  }),
  'agenda.deplacer-en-nombre': async () => ({
    lignes: [{ choix: await ligneADecider('annulee'), creneau: await unCreneau() }],
  }),
}
/** Those that name no dossier, or for which a closed one is no matter, and why. */
const sansListe: [debut: RegExp, raison: string][] = [
  [/^(moyens|acces|creneaux|calendriers)\./, 'l’organisation, un compte, un calendrier'],
  [
    /^messages\.(imprimer-lettres|ecrire-modele|retablir-modele)$/,
    'une lettre déjà due, ou un modèle du service',
  ],
  [/^echanges\./, 'un import dit lui-même ce qu’il écrit, et où'],
  [
    /^bex\.(chercher-national|garder-saisie|noter-|reprendre-|oublier-|corriger-hors-outil)/,
    'à l’audience, hors de tout dossier',
  ],
  [/^bex\.convoquer$/, 'une nouvelle condamnation rouvre le dossier : c’est dossiers.rejoindre'],
  [
    /^dossiers\.(creer|ouvrir|ouvrir-a-l-audience|ecrire-regle-de-silence)$/,
    'un dossier nouveau, ou un réglage',
  ],
  [/^dossiers\.voir-nouvelles$/, 'sa propre liste'],
  [
    /^dossiers\.(demander-dessaisissement|annuler-demande|decliner-demande|constater-le-silence)$/,
    'une demande entre deux services, dont l’un ne voit pas le dossier',
  ],
  [/^agenda\.noter-une-seance$/, 'l’issue d’une séance passée se note pour tous'],
  [/^agenda\.demenager$/, 'un lieu entier ; personne n’est plus attendu dans un dossier clos'],
  [/^essai\./, 'commande inventée par un test'],
]
const un = async (requete: string, ...valeurs: unknown[]) =>
  (await e.proprietaire.query(requete, valeurs)).rows[0]
/** A line that a closing of before this rule left behind. */
async function ligneADecider(etat: 'prevue' | 'annulee'): Promise<string> {
  const { convocation } = await un(
    `INSERT INTO agenda.convocation (dossier_id, service_id, agent_id, lieu_id, type, lieu, adresse, le, heure, duree_minutes, creee_par, etat)
     SELECT $1, a.service_id, a.id, t.id, 'suivi', t.nom, t.adresse, '2027-03-02', make_time($3, 0, 0), 30, a.id, $4
     FROM moyens.agent a JOIN moyens.antenne t ON t.id = a.antenne_id WHERE a.id = $2 RETURNING id AS convocation`,
    clos.dossierId,
    await e.agent('ts.67'),
    heures.shift(),
    etat,
  )
  const { id } = await un(
    'INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif) VALUES ($1, $2, $3) RETURNING id',
    clos.dossierId,
    convocation,
    etat === 'annulee' ? 'fin_annulee' : 'depart',
  )
  return `${clos.dossierId}:${id}`
}
const heures = [20, 21, 22, 23]
const collective = `SELECT p.id, p.de, t.cle FROM creneaux.plage p JOIN creneaux.agenda g ON g.id = p.agenda_id JOIN moyens.agent a ON a.service_id = g.entite_id AND a.id = $1
  JOIN creneaux.type t ON t.entite_id = g.entite_id AND t.cle = ANY (p.types) AND t.collectif = p.collective
  WHERE p.collective = $2 AND 2 = ANY (p.jours) AND p.toutes_les = 1 AND p.du < '2027-02-01' AND coalesce(p.au, '2099-01-01') > '2027-03-01' LIMIT 1`
async function unCreneau(): Promise<string> {
  const { id, de } = await un(collective, await e.agent('ts.67'), false)
  return `${id}|2027-02-02|${de.slice(0, 5)}`
}
async function seanceAVenir(): Promise<object> {
  const agenda = await un(
    `WITH g AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, antenne_id, 'Agenda du dossier clos' FROM moyens.agent WHERE id = $1 RETURNING id)
     INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes, capacite, collective) SELECT id, '{action_collective}', '2026-12-01', '{2}', '14:00', '16:00', 120, 9, true
     FROM g RETURNING id`,
    await e.agent('ts.67'),
  )
  return {
    plageId: agenda.id,
    le: '2027-02-02',
    heure: '14:00',
    type: 'action_collective',
    dossiers: [clos.dossierId],
  }
}

describe('Un dossier clos ne reçoit plus rien', () => {
  it('une commande qui en nomme plusieurs refuse aussi celui qui est clos, et n’en écrit rien ; les autres disent pourquoi', async () => {
    const commandes = commandesDeclarees().filter(
      c => !nommeUnDossier(c.input) && !sansListe.some(([debut]) => debut.test(c.name)),
    )
    expect(commandes.map(c => c.name).sort()).toEqual(Object.keys(enListe).sort())
    const etats = () =>
      un(
        'SELECT count(*) FILTER (WHERE etat = $2)::int AS n FROM agenda.convocation WHERE dossier_id = $1',
        clos.dossierId,
        'prevue',
      )
    for (const commande of commandes) {
      const saisie = await enListe[commande.name]?.()
      const avant = await etats()
      const faire = executer(
        e.hote,
        await e.agent(quiPeut(commande.permission) ?? ''),
        commande as never,
        saisie as never,
      )
      await expect(faire, commande.name).rejects.toThrow(/dossier (est )?clos|clos/)
      expect(await etats(), commande.name).toEqual(avant)
    }
    await e.proprietaire.query('DELETE FROM agenda.a_decider WHERE dossier_id = $1', [
      clos.dossierId,
    ])
    await e.proprietaire.query(
      "DELETE FROM agenda.convocation WHERE dossier_id = $1 AND le = '2027-03-02'",
      [clos.dossierId],
    )
  })

  it('toute commande qui nomme un dossier est refusée, avec la phrase, sauf celles qui disent pourquoi', async () => {
    const commandes = surUnDossier()
    expect(commandes.length).toBeGreaterThan(40)
    const fautes: string[] = []
    for (const commande of commandes) {
      const reponse = await essayer(commande, clos.dossierId)
      const attendue = reponse.startsWith(
        `Ce dossier est clos depuis le ${clos.closLe} : rien ne s’y écrit plus.`,
      )
      if (attendue === Boolean(commande.surDossierClos))
        fautes.push(`${commande.name} : ${reponse}`)
    }
    expect(fautes).toEqual([])
  })

  it('un dossier fusionné aussi, et il dit où la suite s’écrit', async () => {
    const reponses = new Set<string>()
    for (const commande of surUnDossier().filter(c => !c.surDossierClos))
      reponses.add(await essayer(commande, fusionne))
    expect(reponses.size).toBe(1)
    expect([...reponses][0]).toContain('Ce dossier est fusionné dans ')
  })

  it('sur un dossier ouvert, aucune n’est refusée pour cela', async () => {
    const { rows } = await e.proprietaire.query<{ d: string }>(
      `SELECT x.dossier_id AS d FROM dossiers.v_perimetre x JOIN dossiers.v_perimetre y USING (dossier_id) JOIN dossiers.dossier d USING (dossier_id)
       WHERE d.clos_a IS NULL AND x.entite_id = (SELECT service_id FROM moyens.agent WHERE id = $1) AND y.entite_id = (SELECT juridiction_id FROM moyens.agent WHERE id = $2) LIMIT 1`,
      [await e.agent('dpip.67'), await e.agent('jap.strasbourg')],
    )
    for (const commande of surUnDossier())
      expect(await essayer(commande, rows[0]?.d ?? ''), commande.name).toBe('passé')
  })

  it('la base refuse à son tour une ligne nouvelle, dans chaque table d’un dossier', async () => {
    const { rows } = await e.proprietaire.query<{ nom: string; ferme: boolean }>(
      `SELECT p.polrelid::regclass::text AS nom, EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = p.polrelid AND t.tgname = 'ecriture_fermee') AS ferme
       FROM pg_policy p WHERE p.polname = 'perimetre' ORDER BY 1`,
    )
    expect(
      rows
        .filter(r => !r.ferme)
        .map(r => r.nom)
        .filter(nom => !(nom in encoreEcrites)),
    ).toEqual([])
    const client = await e.base.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [await e.agent('dpip.67')])
      const ecrire = client.query(
        'INSERT INTO mesures.attente_saisine (dossier_id, manque, signalee_par) SELECT $1, $2, platform.compte()',
        [clos.dossierId, 'la saisine'],
      )
      await expect(ecrire).rejects.toMatchObject({ constraint: 'ecriture_fermee' })
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  })
})

const SEULEMENT_PROPOSE =
  'Ce dossier vous est seulement proposé : répondez au transfert avant d’y écrire.'
describe('Un dossier seulement proposé se lit, et reçoit sa réponse', () => {
  const duService = (permission: string) =>
    !['jap', 'parquet', 'greffe', 'bex', 'admin'].includes(
      (quiPeut(permission) ?? '').split('.')[0] ?? '',
    )

  it('toute commande qui nomme un dossier est refusée, avec la phrase, sauf celles qui disent pourquoi', async () => {
    const commandes = surUnDossier().filter(c => duService(c.permission))
    expect(commandes.length).toBeGreaterThan(40)
    expect(
      commandes
        .filter(c => estASoi(c.aQui, 'propose'))
        .map(c => c.name)
        .sort(),
    ).toEqual([
      'dossiers.accepter-transfert',
      'dossiers.garder-brouillon',
      'dossiers.jeter-brouillon',
      'dossiers.refuser-transfert',
    ])
    const fautes: string[] = []
    for (const commande of commandes) {
      const reponse = await essayer(commande, propose)
      if ((reponse === SEULEMENT_PROPOSE) === estASoi(commande.aQui, 'propose'))
        fautes.push(`${commande.name} : ${reponse}`)
    }
    expect(fautes).toEqual([])
  })

  it('la base refuse à son tour une ligne nouvelle, et l’accepte du service qui suit', async () => {
    const suit = await e.proprietaire.query<{ id: string }>(
      'SELECT a.id FROM moyens.agent a JOIN dossiers.prise_en_charge p ON p.service_id = a.service_id WHERE p.dossier_id = $1 AND p.fin_a IS NULL LIMIT 1',
      [propose],
    )
    const ecrire = async (compteId: string) => {
      const client = await e.base.pool.connect()
      try {
        await client.query('BEGIN')
        await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [compteId])
        await client.query(
          'INSERT INTO mesures.attente_saisine (dossier_id, manque, signalee_par, depuis_le) SELECT $1, $2, platform.compte(), current_date',
          [propose, 'la saisine'],
        )
      } finally {
        await client.query('ROLLBACK')
        client.release()
      }
    }
    await expect(ecrire(await e.agent('dpip.67'))).rejects.toMatchObject({
      constraint: 'ecriture_fermee',
      message: SEULEMENT_PROPOSE,
    })
    await ecrire(suit.rows[0]?.id ?? '')
  })

  it('un formulaire d’écriture répond 409 et mène à la réponse ; les pages ne montrent rien qui serait refusé', async () => {
    const nav = await new Navigateur(p).entrer('dpip.67')
    const ferme = await nav.ouvrir(`/dossiers/${propose}/personne/corriger`)
    const plan = await nav.ouvrir(`/dossiers/${propose}/convoquer`)
    const lus = [ferme, plan].filter(r => r.statut !== 404)
    expect(lus.length).toBeGreaterThan(0)
    for (const { statut, texte } of lus) {
      expect(statut).toBe(409)
      expect(texte).toContain('Ce dossier vous est seulement proposé')
      expect(texte).toContain(`href="/dossiers/${propose}/transferts/${transfertId}/accepter"`)
    }
    const fautes: string[] = []
    for (const fonction of toutesLesFonctions.filter(f => /[.]67$/.test(comptes[f]))) {
      const visites = await parcourir(p, fonction, {
        depart: [`/dossiers/${propose}`],
        parRoute: 1,
        max: 40,
        sous: `/dossiers/${propose}`,
      })
      fautes.push(
        ...visites
          .filter(v => v.statut !== 200)
          .map(v => `${fonction} : ${v.route} répond ${v.statut}, depuis ${v.de}`),
      )
    }
    expect(fautes).toEqual([])
  }, 60_000)

  it('une fois accepté, il s’écrit', async () => {
    const dpip = await e.agent('dpip.67')
    const { corrigerPersonne } = await import('../../src/dossiers/dossier.commands.ts')
    const { accepterTransfert } = await import('../../src/dossiers/fil.commands.ts')
    await executer(e.hote, dpip, accepterTransfert, {
      dossierId: propose,
      transfertId,
      convocations: 'garder',
    } as never)
    const commande = { name: corrigerPersonne.name, permission: corrigerPersonne.permission }
    expect(await essayer({ ...corrigerPersonne, ...commande }, propose)).toBe('passé')
  })
})

describe('Un dossier clos ne propose plus d’écrire', () => {
  it('un formulaire ouvert par son adresse dit pourquoi, et comment rouvrir à qui le peut', async () => {
    const formulaires = p.routes.filter(
      r => r.method === 'POST' && r.url.startsWith('/dossiers/:dossierId/'),
    )
    expect(formulaires.length).toBeGreaterThan(30)
    const lisibles = new Set(p.routes.filter(r => r.method === 'GET').map(r => r.url))
    const entres = new Map<string, Navigateur>()
    let fermes = 0
    for (const { url, access } of formulaires.filter(f => lisibles.has(f.url))) {
      const compte = quiPeut(access) ?? ''
      const navigateur = entres.get(compte) ?? (await new Navigateur(p).entrer(compte))
      entres.set(compte, navigateur)
      const { statut, texte } = await navigateur.ouvrir(
        url.replace(':dossierId', clos.dossierId).replace(/:\w+/g, () => randomUUID()),
      )
      expect([200, 404, 409], url).toContain(statut)
      if (statut !== 409) continue
      fermes += 1
      expect(texte, url).toContain('Ce dossier est clos depuis le')
    }
    expect(fermes).toBeGreaterThan(30)
    const lien = `href="/dossiers/${clos.dossierId}/rouvrir"`
    const personne = `/dossiers/${clos.dossierId}/personne`
    expect((await entres.get('ts.67')?.ouvrir(personne))?.texte).toContain(lien)
    expect(
      (await (await new Navigateur(p).entrer('accueil.67')).ouvrir(personne)).texte,
    ).not.toContain(lien)
  })

  it('ses pages ne montrent à personne un lien ou un bouton qui serait refusé ; « Rouvrir » à qui le peut', async () => {
    const fautes: string[] = []
    const depart = [`/dossiers/${clos.dossierId}`]
    const rouvrent = []
    for (const fonction of toutesLesFonctions.filter(f => f !== 'administrateur')) {
      const visites = await parcourir(p, fonction, {
        depart,
        parRoute: 1,
        max: 40,
        sous: `/dossiers/${clos.dossierId}`,
      })
      fautes.push(
        ...visites
          .filter(v => v.statut !== 200)
          .map(v => `${fonction} : ${v.route} répond ${v.statut}, depuis ${v.de}`),
      )
      if (visites.some(v => v.route === '/dossiers/:dossierId/rouvrir')) rouvrent.push(fonction)
    }
    expect(rouvrent).toEqual(['travailleur_social', 'dpip', 'dfspip'])
    expect(fautes).toEqual([])
  }, 60_000)
})
