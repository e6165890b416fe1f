import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Command } from '../../src/platform/command.ts'
import { commandesDeclarees } from '../../src/platform/command.ts'
import { envoyer, PAS_A_SOI } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { Interdit, Introuvable } from '../../src/platform/introuvable.ts'
import { Refused } from '../../src/platform/refusal.ts'
import { application, type Essai, nouvelEssai } from '../base.ts'
import { comptes } from './parcourir.ts'

// What the gate of a dossier cannot know, each command checks on its object: each is tried here on
// one of another, by who sees it.

let e: Essai
let p: Plateforme
const ids: Record<string, string> = {}
const un = async (requete: string, ...valeurs: unknown[]) =>
  (await e.proprietaire.query(requete, valeurs)).rows[0] as Record<string, string>
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const greffe = await e.agent('greffe.strasbourg')
  const dpip = await e.agent('dpip.67')
  // A dossier of the Bas-Rhin that the court of Strasbourg sees; what it holds below is of another
  // court, or of the service.
  const cour = `(SELECT juridiction_id FROM moyens.agent WHERE id = '${greffe}')`
  const service = `(SELECT service_id FROM moyens.agent WHERE id = '${dpip}')`
  const { dossier } = await un(
    `SELECT d.dossier_id AS dossier FROM dossiers.dossier d JOIN dossiers.prise_en_charge q ON q.dossier_id = d.dossier_id AND q.fin_a IS NULL AND q.service_id = ${service}
     WHERE d.clos_a IS NULL AND EXISTS (SELECT 1 FROM dossiers.v_perimetre x WHERE x.dossier_id = d.dossier_id AND x.entite_id = ${cour} AND x.portee = 'dossier')
       AND EXISTS (SELECT 1 FROM mesures.v_mesure m WHERE m.dossier_id = d.dossier_id)
       AND EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.dossier_id = d.dossier_id AND c.service_id = ${service}) ORDER BY 1 LIMIT 1`,
  )
  const autre = "(SELECT id FROM moyens.juridiction WHERE ville = 'Épinal')"
  const { mesure } = await un(
    'SELECT mesure_id AS mesure FROM mesures.v_mesure WHERE dossier_id = $1 LIMIT 1',
    dossier,
  )
  await e.proprietaire.query(
    `UPDATE mesures.mesure SET juridiction_id = ${autre} WHERE dossier_id = $1 AND id = $2`,
    [dossier, mesure],
  )
  const { acte } = await un(
    `INSERT INTO mesures.acte (dossier_id, mesure_id, rang, acte, de, vers, le, auteur, saisi_par)
     VALUES ($1, $2, 90, 'suspension', 'en_cours', 'suspendue', '2026-11-01', 'jap', $3) RETURNING id AS acte`,
    dossier,
    mesure,
    await e.agent('ts.67'),
  )
  const { saisine } = await un(
    `INSERT INTO magistrats.saisine (dossier_id, juridiction_id, nature, objet, recue_le, echeance_le, saisie_par)
     SELECT $1, ${autre}, 'complement', 'Autre', '2026-11-02', '2026-12-20', (SELECT id FROM moyens.agent WHERE juridiction_id = ${autre} LIMIT 1) RETURNING id AS saisine`,
    dossier,
  )
  const { rapport } = await un(
    `INSERT INTO magistrats.rapport (dossier_id, juridiction_id, service_id, nature, titre, redacteur_id, etat)
     VALUES ($1, ${autre}, ${service}, 'autre', 'Pour Épinal', $2, 'transmis') RETURNING id AS rapport`,
    dossier,
    await e.agent('ts.67'),
  )
  const { convocation } = await un(
    `INSERT INTO agenda.convocation (dossier_id, service_id, agent_id, lieu_id, type, lieu, adresse, le, heure, duree_minutes, creee_par, etat)
     SELECT $1, a.service_id, a.id, t.id, 'suivi', t.nom, t.adresse, '2027-03-02', '20:00', 30, a.id, 'prevue'
     FROM moyens.agent a JOIN moyens.antenne t ON t.id = a.antenne_id WHERE a.id = $2 RETURNING id AS convocation`,
    dossier,
    await e.agent('ts.67'),
  )
  const { service57 } = await un(
    "SELECT id AS service57 FROM moyens.service WHERE departement = '57'",
  )
  const deService = (table: string) =>
    un(`SELECT id FROM ${table} WHERE entite_id = $1 LIMIT 1`, service57)
  const plage = await un(
    `SELECT q.id FROM creneaux.plage q JOIN creneaux.agenda g ON g.id = q.agenda_id WHERE g.entite_id = $1 AND q.collective ORDER BY 1 LIMIT 1`,
    service57,
  )
  const agenda = await deService('creneaux.agenda')
  const antenne = await un('SELECT id FROM moyens.antenne WHERE service_id = $1 LIMIT 1', service57)
  const agent = await un('SELECT id FROM moyens.agent WHERE service_id = $1 LIMIT 1', service57)
  Object.assign(ids, {
    dossier,
    mesure,
    acte,
    saisine,
    rapport,
    convocation,
    service57,
    plage: plage?.id,
    agenda: agenda?.id,
    antenne: antenne?.id,
    agent: agent?.id,
  })
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

type Essais = Record<string, [compte: string, input: () => object]>
const surMesure = () => ({
  dossierId: ids.dossier,
  mesureId: ids.mesure,
  motif: 'Essai',
  version: 1,
  obligations: [],
})
const surSaisine = () => ({
  dossierId: ids.dossier,
  saisineId: ids.saisine,
  motif: 'Essai',
  version: 1,
  detenteur: 'spip',
})
const surRapport = () => ({ dossierId: ids.dossier, rapportId: ids.rapport })
const surConvocation = () => ({
  dossierId: ids.dossier,
  convocationId: ids.convocation,
  version: 1,
  motif: 'Essai',
  type: 'suivi',
  creneau: 'x|2027-01-01|10:00',
})
const { greffe, jap, bex, dpip, dfspip } = comptes
const surUnObjet: Essais = {
  'mesures.accomplir-acte': [
    greffe,
    () => ({ ...surMesure(), acte: 'deces', le: '2026-11-20', auteur: 'loi', levees: [] }),
  ],
  'mesures.annuler-acte': [greffe, () => ({ ...surMesure(), acteId: ids.acte })],
  'mesures.corriger': [greffe, surMesure],
  'mesures.corriger-obligations': [greffe, surMesure],
  'mesures.retirer': [greffe, surMesure],
  'magistrats.passer-la-main': [greffe, surSaisine],
  'magistrats.clore-saisine': [greffe, surSaisine],
  'magistrats.corriger-saisine': [greffe, surSaisine],
  'magistrats.marquer-lu': [jap, surRapport],
  'magistrats.repondre': [
    jap,
    () => ({ ...surRapport(), sens: 'pris_acte', texte: 'Vu', version: 0 }),
  ],
  'agenda.modifier': [jap, surConvocation],
  'agenda.noter-etat': [jap, () => ({ ...surConvocation(), etat: 'annulee', prevenir: 'non' })],
  'agenda.reporter': [jap, surConvocation],
  'agenda.rattacher': [jap, () => ({ ...surConvocation(), mesures: ['aucune'] })],
  'agenda.retablir': [jap, surConvocation],
  'agenda.noter-suite': [jap, () => ({ ...surConvocation(), etat: 'honoree' })],
  'agenda.pointer-arrivee': [greffe, () => ({ ...surConvocation(), vu: 'attendue' })],
  'agenda.pointer-depart': [greffe, () => ({ ...surConvocation(), vu: 'attendue' })],
  'agenda.noter-absence': [greffe, () => ({ ...surConvocation(), vu: 'attendue' })],
  'agenda.noter-excuse': [greffe, () => ({ ...surConvocation(), vu: 'attendue' })],
  'agenda.annuler-geste-d-accueil': [greffe, () => ({ ...surConvocation(), vu: 'attendue' })],
  'agenda.corriger-arrivee': [greffe, () => ({ ...surConvocation(), arriveeHeure: '10:00' })],
  'agenda.retirer-arrivee': [greffe, surConvocation],
  'agenda.retirer-d-une-seance': [
    greffe,
    () => ({
      ...surConvocation(),
      plageId: ids.plage,
      le: '2027-03-02',
      heure: '10:00',
      prevenir: false,
    }),
  ],
  'agenda.noter-une-seance': [
    dpip,
    () => ({
      plageId: ids.plage,
      le: '2026-11-24',
      heure: '10:00',
      issues: [],
      prevenirAbsents: false,
    }),
  ],
  'agenda.inscrire-a-une-seance': [
    dpip,
    () => ({
      plageId: ids.plage,
      le: '2027-03-02',
      heure: '10:00',
      type: 'x',
      dossiers: [],
      prevenir: 'non',
    }),
  ],
  'bex.deplacer': [bex, surConvocation],
  'bex.annuler': [bex, surConvocation],
  'creneaux.tenir-lieu': [dpip, () => ({ lieuId: ids.antenne, version: 1, nom: 'X', acces: '' })],
  'creneaux.tenir-agenda': [
    dpip,
    () => ({ agendaId: ids.agenda, version: 1, nom: 'X', lieuId: ids.antenne }),
  ],
  'creneaux.ouvrir-plage': [dpip, () => ({ agenda: ids.agenda, types: ['suivi'] })],
  'creneaux.changer-plage': [dpip, () => ({ plageId: ids.plage, types: [], du: '2027-01-01' })],
  'creneaux.finir-plage': [dpip, () => ({ plageId: ids.plage, du: '2027-01-01' })],
  'creneaux.noter-absence': [
    dpip,
    () => ({
      objet: `agenda.${ids.agenda}`,
      duLe: '2027-01-05',
      auLe: '2027-01-05',
      motif: 'conge',
    }),
  ],
  'calendriers.creer-flux-d-agenda': [dpip, () => ({ agendaId: ids.agenda, detail: 'sans_nom' })],
  'moyens.tenir-service': [dfspip, () => ({ serviceId: ids.service57, nom: 'X' })],
  'moyens.tenir-antenne': [
    dfspip,
    () => ({ antenneId: ids.antenne, serviceId: ids.service57, nom: 'X' }),
  ],
  'moyens.ajouter-etablissement': [
    dfspip,
    () => ({ serviceId: ids.service57, nom: 'X', commune: 'X' }),
  ],
  'moyens.tenir-agent': [dfspip, () => ({ agentId: ids.agent, serviceId: ids.service57 })],
}
/**
 * What says that a thing is another's: every other refusal would only hide that nothing was
 * checked.
 */
const A_AUTRUI = new Set([
  PAS_A_SOI,
  'autre_juridiction',
  'acte_d_autrui',
  'autre_demandeur',
  'autre_detenteur',
  'convocation_d_autrui',
  'convocation_d_un_autre',
  'autre_entite',
  'autre_service',
])
async function essayer(nom: string): Promise<string> {
  const [compte, input] = surUnObjet[nom] as Essais[string]
  const commande = commandesDeclarees().find(c => c.name === nom) as unknown as Command<
    never,
    unknown
  >
  try {
    const demande = { porteur: { compteId: await e.agent(compte) }, requete: 'essai' }
    await envoyer(e.hote, demande, { command: commande, input: input() as never })
    return 'écrit'
  } catch (erreur) {
    if (erreur instanceof Introuvable) return 'à autrui'
    if (erreur instanceof Interdit) return 'fonction'
    if (!(erreur instanceof Refused)) return String(erreur)
    return erreur.refusals.some(r => A_AUTRUI.has(r.code))
      ? 'à autrui'
      : erreur.refusals.map(r => r.code).join(',')
  }
}

it.each(Object.keys(surUnObjet))(
  '%s : ce qui est à un autre est refusé à qui le voit',
  async nom => {
    expect(await essayer(nom)).toBe('à autrui')
  },
)

/**
 * Those that are not tried above, and why nothing of another's can be written by them; or where it
 * is tried.
 */
const autrement: [debut: RegExp, raison: string][] = [
  [/^acces[.]/, 'sa session, son mot de passe : la commande ne lit que les siens'],
  [
    /^dossiers[.](garder-brouillon|jeter-brouillon|voir-nouvelles)$/,
    'écrit et lu sous son seul compte',
  ],
  [
    /^calendriers[.](creer-mon-flux|revoquer-mon-flux|revoquer-flux-d-agenda|regler-les-flux)$/,
    'cherché parmi les siens, ou ceux de son entité',
  ],
  [
    /^messages[.](renvoyer|dire-par-telephone|imprimer-lettres|ecrire-modele|retablir-modele)$/,
    'cherché parmi ceux de son entité',
  ],
  [/^messages[.](opposer|lever-opposition)$/, 'le choix de la personne, entendu par qui la reçoit'],
  [
    /^agenda[.](garder|annuler-en-nombre|confier|deplacer-en-nombre|demenager)$/,
    'les lignes sont cherchées parmi celles de son entité',
  ],
  [/^agenda[.]convoquer$/, 'naît dans son entité, ou dans une qui lui ouvre ce type'],
  [/^creneaux[.](tenir-type|retirer-absence)$/, 'cherché parmi ceux de son entité'],
  [
    /^dossiers[.](affecter-en-nombre|passer-en-nombre)$/,
    'chaque dossier dit s’il est suivi par un autre service : affectation.commands.test.ts',
  ],
  [/^dossiers[.]ecrire-regle-de-silence$/, 'celle de son service'],
  [/^dossiers[.](accepter|refuser)-transfert$/, 'qui répond dépend du sens : fil.commands.test.ts'],
  [
    /^dossiers[.](demander-dessaisissement|constater-le-silence)$/,
    'dessaisissement.commands.test.ts',
  ],
  [/^dossiers[.](annuler|decliner)-demande$/, 'demande-d-une-juridiction.test.ts'],
  [
    /^dossiers[.](ouvrir-a-l-audience|rejoindre|dire-a-l-audience)$/,
    'à son audience : audience.commands.test.ts, discretion.test.ts',
  ],
  [/^bex[.](chercher-national|convoquer|garder-saisie)$/, 'sa recherche, à son nom'],
  [/^bex[.](corriger|retirer)-remise$/, 'remise d’une autre juridiction : correction.test.ts'],
  [/hors-outil$/, 'cherchée parmi celles de sa juridiction, par la base'],
  [/^magistrats[.]retirer-reponse$/, 'réponse d’une autre juridiction : reponse.test.ts'],
  [/^magistrats[.]saisir$/, 'naît de sa juridiction, ou au service qui suit'],
  [/^mesures[.](saisir|remettre)$/, 'mesure d’une autre juridiction : competence.commands.test.ts'],
  [/^echanges[.]/, 'un import est à qui l’a déposé, par la base'],
  [/^moyens[.](ouvrir-service|tenir-juridiction)$/, 'l’administrateur seul'],
  [
    /^moyens[.](deposer-ressort|ecrire-ressort|tenir-commune)$/,
    'son département : ressort.commands.test.ts',
  ],
]
it('toute commande dont la porte d’un dossier ne dit pas tout est essayée sur une chose d’autrui, ou dit pourquoi', () => {
  const porte = ['qui_suit', 'nouveau']
  const restent = commandesDeclarees().filter(
    c => !c.name.startsWith('essai.') && !porte.includes(c.aQui),
  )
  expect(
    restent
      .filter(c => !(c.name in surUnObjet) && !autrement.some(([debut]) => debut.test(c.name)))
      .map(c => c.name),
  ).toEqual([])
  expect(Object.keys(surUnObjet).filter(nom => !restent.some(c => c.name === nom))).toEqual([])
  expect(
    autrement
      .filter(([debut]) => !restent.some(c => debut.test(c.name) && !(c.name in surUnObjet)))
      .map(([debut]) => debut.source),
  ).toEqual([])
})
