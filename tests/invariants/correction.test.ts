import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { annulerEtape, noterEtapeFaite } from '../../src/accompagnement/accompagnement.commands.ts'
import { corrigerEntretien, noterEntretien } from '../../src/accompagnement/entretien.commands.ts'
import { retablirEntretien, retirerEntretien } from '../../src/accompagnement/retrait.commands.ts'
import {
  corrigerArrivee,
  pointerArrivee,
  retirerArrivee,
} from '../../src/agenda/accueil.commands.ts'
import { creerDossier } from '../../src/dossiers/index.ts'
import { commencerRapport, retirer, soumettre } from '../../src/magistrats/magistrats.commands.ts'
import { corrigerMesure } from '../../src/mesures/correction.commands.ts'
import { saisirMesure } from '../../src/mesures/index.ts'
import { corrigerObligations } from '../../src/mesures/obligation.commands.ts'
import { remettreMesure, retirerMesure } from '../../src/mesures/retrait.commands.ts'
import { commandesDeclarees } from '../../src/platform/command.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { Refused } from '../../src/platform/refusal.ts'
import { application, type Essai, LE, nouvelEssai } from '../base.ts'

/**
 * A table of what a person records: how it is put right, how a mistake is taken out, and the table
 * that keeps what it was and by whom.
 */
type Fait = { corriger: string[]; retirer: string[]; histoire: string }
const mesure: Fait = {
  corriger: ['mesures.corriger'],
  retirer: ['mesures.retirer', 'mesures.remettre'],
  histoire: 'mesures.correction',
}
const entretien: Fait = {
  corriger: ['accompagnement.corriger-entretien'],
  retirer: ['accompagnement.retirer-entretien', 'accompagnement.retablir-entretien'],
  histoire: 'accompagnement.entretien_version',
}
/**
 * An evaluation or a plan is one text in versions: to take something out is to write the next one
 * without it.
 */
const enVersions = (commande: string, histoire: string): Fait => ({
  corriger: [commande],
  retirer: [commande],
  histoire,
})
const evaluation = enVersions('accompagnement.evaluer', 'accompagnement.evaluation_version')
const plan = enVersions('accompagnement.ecrire-plan', 'accompagnement.plan_version')
const rapport: Fait = {
  corriger: ['magistrats.ecrire-rapport'],
  retirer: ['magistrats.retirer-rapport', 'magistrats.abandonner-rapport'],
  histoire: 'magistrats.rapport_version',
}
const convocation: Fait = {
  corriger: ['agenda.modifier'],
  retirer: ['agenda.noter-etat', 'agenda.retablir'],
  histoire: 'agenda.etat_de_convocation',
}
const saisine: Fait = {
  corriger: ['magistrats.corriger-saisine'],
  retirer: ['magistrats.clore-saisine'],
  histoire: 'magistrats.correction_de_saisine',
}
const detention: Fait = {
  corriger: ['magistrats.passer-la-main'],
  retirer: ['magistrats.passer-la-main'],
  histoire: 'magistrats.detention',
}
const transfert: Fait = {
  corriger: ['dossiers.affecter'],
  retirer: ['dossiers.annuler-transfert', 'dossiers.annuler-demande'],
  histoire: 'dossiers.prise_en_charge',
}
const personne: Fait = {
  corriger: ['dossiers.corriger-personne'],
  retirer: ['dossiers.fusionner'],
  histoire: 'dossiers.personne_version',
}
const faits: Record<string, Fait> = {
  'mesures.mesure': mesure,
  'mesures.obligation': {
    ...mesure,
    corriger: ['mesures.corriger-obligations'],
    retirer: ['mesures.corriger-obligations'],
  },
  'mesures.acte': {
    corriger: ['mesures.annuler-acte'],
    retirer: ['mesures.annuler-acte'],
    histoire: 'mesures.acte',
  },
  'accompagnement.entretien': entretien,
  'accompagnement.entretien_mesure': entretien,
  'accompagnement.evaluation': evaluation,
  'accompagnement.domaine_evalue': evaluation,
  'accompagnement.objectif': plan,
  'accompagnement.etape': plan,
  'accompagnement.etape_faite': {
    corriger: ['accompagnement.annuler-etape'],
    retirer: ['accompagnement.annuler-etape'],
    histoire: 'accompagnement.etape_annulee',
  },
  'agenda.convocation': convocation,
  'agenda.arrivee': {
    corriger: ['agenda.corriger-arrivee'],
    retirer: ['agenda.retirer-arrivee', 'agenda.annuler-geste-d-accueil'],
    histoire: 'agenda.etat_de_convocation',
  },
  'bex.remise': {
    corriger: ['bex.corriger-remise'],
    retirer: ['bex.retirer-remise'],
    histoire: 'bex.correction',
  },
  'dossiers.dossier': {
    corriger: ['dossiers.fusionner'],
    retirer: ['dossiers.fusionner'],
    histoire: 'dossiers.fusion',
  },
  'dossiers.personne': personne,
  'dossiers.prise_en_charge': transfert,
  'dossiers.transfert': transfert,
  'dossiers.cloture': {
    corriger: ['dossiers.rouvrir'],
    retirer: ['dossiers.rouvrir'],
    histoire: 'dossiers.cloture',
  },
  'echeances.non_poursuite': {
    corriger: ['echeances.reprendre'],
    retirer: ['echeances.reprendre'],
    histoire: 'echeances.non_poursuite',
  },
  'magistrats.saisine': saisine,
  'magistrats.detention': detention,
  'magistrats.rapport': rapport,
  'magistrats.rapport_section': rapport,
  'magistrats.reponse': {
    corriger: ['magistrats.retirer-reponse'],
    retirer: ['magistrats.retirer-reponse'],
    histoire: 'magistrats.reponse',
  },
  'messages.opposition': {
    corriger: ['messages.lever-opposition'],
    retirer: ['messages.lever-opposition'],
    histoire: 'messages.opposition',
  },
}
/**
 * Tables of a dossier where no person records a fact, or one that cannot be taken back; each says
 * why.
 */
const exceptions: Record<string, string> = {
  'acces.journal_ecriture': 'journal : rien ne s’y corrige',
  'acces.journal_lecture': 'journal : rien ne s’y corrige',
  'accompagnement.entretien_version': 'histoire de l’entretien',
  'accompagnement.evaluation_version': 'histoire de l’évaluation',
  'accompagnement.etape_annulee': 'histoire des étapes notées faites',
  'accompagnement.plan_version': 'histoire du plan',
  'accompagnement.retrait_entretien': 'histoire de l’entretien',
  'agenda.a_decider':
    'calculé d’un autre fait ; la décision prise est un acte sur la convocation, qui se modifie',
  'agenda.etat_de_convocation': 'histoire de la convocation',
  'bex.correction': 'histoire de la remise d’audience',
  'bex.retrait': 'histoire de la remise d’audience',
  'agenda.convocation_mesure':
    'la mesure que la convocation nomme : elle se rattache de nouveau avec elle',
  'dossiers.brouillon': 'texte pas encore enregistré : il se jette',
  'dossiers.ancien_numero':
    'ce qu’un dossier s’appelait dans une autre base : c’est imprimé, cela ne se corrige pas',
  'dossiers.fusion': 'histoire d’une fusion, qui ne se défait pas',
  'dossiers.nouvelle': 'calculé d’un autre fait',
  'dossiers.perimetre': 'calculé d’un autre fait',
  'dossiers.personne_version': 'histoire de la personne',
  'dossiers.proposition': 'doublon proposé par l’outil : il se décide une fois',
  'echanges.ligne': 'ligne d’un fichier reçu ; ce qui en est fait se corrige dans le dossier',
  'echeances.echeance': 'calculé d’un autre fait',
  'magistrats.correction_de_saisine': 'histoire de la demande',
  'magistrats.mouvement_de_rapport': 'histoire du rapport',
  'magistrats.rattachement_de_rapport': 'histoire de la mesure que nomme un rapport',
  'magistrats.rapport_pdf': 'copie figée du rapport validé',
  'magistrats.rapport_version': 'histoire du rapport',
  'messages.evenement': 'journal de ce qui est parti',
  'messages.lien_arret': 'technique : le lien qui arrête les messages',
  'messages.message': 'ce qui est parti est parti ; ce qui attend suit la convocation',
  'mesures.attente_saisine': 'une attente levée par erreur se signale de nouveau',
  'mesures.correction': 'histoire de la mesure',
  'mesures.piece':
    'À FAIRE : « Reçue » n’a pas de retour, une pièce attendue par erreur ne se retire pas',
  'mesures.retrait': 'histoire de la mesure',
}
const QUI = /(_par|^par|_par_id|^agent_id|_id_auteur)$/

let e: Essai
let p: Plateforme
let ts = ''
let juridictionId = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
  juridictionId = (await lignes("SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'"))[0]
    .id
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const lignes = async (requete: string, ...valeurs: unknown[]) =>
  (await e.proprietaire.query(requete, valeurs)).rows
const faire = (commande: Parameters<typeof executer>[2], saisie: object, qui = ts) =>
  executer(e.hote, qui, commande, saisie as never)

let n = 0
async function dossier(): Promise<string> {
  n += 1
  const qui = {
    nom: `Corrige${n}`,
    prenoms: 'Paul',
    naissanceLe: '1980-05-04' as const,
    confirme: 'oui' as const,
  }
  return (await executer(e.hote, ts, creerDossier, qui)).dossierId
}
const faitsDeMesure = {
  nature: 'sursis_probatoire',
  decisionLe: '2025-03-10',
  debutLe: '2025-03-10',
  dureeMois: '24',
}
async function suivi() {
  const dossierId = await dossier()
  const obligations = [{ article: 'CP 132-45, 3°' }]
  const { mesureId } = await executer(e.hote, ts, saisirMesure, {
    ...faitsDeMesure,
    juridictionId,
    dossierId,
    obligations,
  } as never)
  return { dossierId, mesureId }
}
/** Both are sent as if neither had seen the other: one passes, the other is told. */
async function lesDeux(envoyer: () => Promise<unknown>) {
  const issues = await Promise.allSettled([envoyer(), envoyer()])
  expect(issues.map(i => i.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refus = issues.find(i => i.status === 'rejected')?.reason
  expect(refus, String(refus)).toBeInstanceOf(Refused)
  expect(refus.refusals[0].message).toMatch(/\p{Lu}.{15,}/u)
}

describe('Invariant 12 : un fait se corrige, et une erreur se retire', () => {
  it('Chaque table d’un dossier est un fait avec sa correction, son retrait et son histoire, ou une exception avec sa raison', async () => {
    const tables = (
      await lignes(
        `SELECT DISTINCT c.table_schema || '.' || c.table_name AS nom FROM information_schema.columns c
         JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.column_name = 'dossier_id' AND t.table_type = 'BASE TABLE' ORDER BY 1`,
      )
    ).map(t => t.nom as string)
    const declares = [...Object.keys(faits), ...Object.keys(exceptions)]
    expect(
      tables.filter(t => !declares.includes(t)),
      'une table de faits sans correction',
    ).toEqual([])
    expect(
      declares.filter(t => !tables.includes(t)),
      'une table qui n’existe plus',
    ).toEqual([])
    const commandes = commandesDeclarees().map(c => c.name)
    const colonnes = await lignes(
      "SELECT table_schema || '.' || table_name AS nom, column_name AS colonne FROM information_schema.columns",
    )
    for (const [table, f] of Object.entries(faits)) {
      expect(f.corriger.length * f.retirer.length, table).toBeGreaterThan(0)
      for (const commande of [...f.corriger, ...f.retirer])
        expect(commandes, `${table} : ${commande}`).toContain(commande)
      const auteurs = colonnes.filter(c => c.nom === f.histoire && QUI.test(c.colonne))
      expect(auteurs.length, `${f.histoire} ne dit pas qui`).toBeGreaterThan(0)
    }
  })

  it('Mesure : corrigée, l’ancienne valeur reste avec son auteur et sa raison ; retirée puis remise ; deux à la fois, le second l’apprend', async () => {
    const m = await suivi()
    const corriger = {
      ...faitsDeMesure,
      ...m,
      juridictionId,
      version: 1,
      motif: 'Jugement relu',
      notifieeLe: '2025-03-12',
    }
    await lesDeux(() => faire(corrigerMesure, corriger))
    expect(
      await lignes(
        'SELECT notifiee_le::text AS le FROM mesures.v_mesure WHERE mesure_id = $1',
        m.mesureId,
      ),
    ).toEqual([{ le: '2025-03-12' }])
    expect(
      await lignes(
        'SELECT avant, motif, corrigee_par FROM mesures.correction WHERE mesure_id = $1',
        m.mesureId,
      ),
    ).toEqual([{ avant: { notifieeLe: null }, motif: 'Jugement relu', corrigee_par: ts }])
    await lesDeux(() => faire(retirerMesure, { ...m, motif: 'Mauvais dossier' }))
    expect(await lignes('SELECT 1 FROM mesures.v_mesure WHERE mesure_id = $1', m.mesureId)).toEqual(
      [],
    )
    await lesDeux(() => faire(remettreMesure, { ...m, motif: 'C’était le bon' }))
    expect(
      await lignes(
        'SELECT motif, retire_par, remis_motif, remis_par FROM mesures.retrait WHERE mesure_id = $1',
        m.mesureId,
      ),
    ).toEqual([
      { motif: 'Mauvais dossier', retire_par: ts, remis_motif: 'C’était le bon', remis_par: ts },
    ])
  })

  it('Obligation : une autre cochée à sa place ; celle d’avant reste dans l’histoire, avec qui et pourquoi', async () => {
    const m = await suivi()
    await lesDeux(() =>
      faire(corrigerObligations, {
        ...m,
        version: 1,
        obligations: [{ article: 'CP 132-45, 1°' }],
        motif: 'Mauvaise ligne',
        fondement: 'erreur_de_saisie',
      }),
    )
    const debout = await lignes(
      'SELECT article FROM mesures.v_obligation WHERE mesure_id = $1',
      m.mesureId,
    )
    expect(debout).toEqual([{ article: 'CP 132-45, 1°' }])
    const avant = `SELECT o.article, r.motif, r.retire_par FROM mesures.retrait r JOIN mesures.obligation o ON o.id = r.obligation_id WHERE r.mesure_id = $1`
    expect(await lignes(avant, m.mesureId)).toEqual([
      { article: 'CP 132-45, 3°', motif: 'Mauvaise ligne', retire_par: ts },
    ])
  })

  it('Entretien : son jour se corrige, l’ancien reste ; retiré, il ne compte plus', async () => {
    const { dossierId } = await suivi()
    const note = {
      dossierId,
      le: '2026-11-20',
      forme: 'bureau',
      recit: 'Vu ce jour.',
      malgre: 'oui',
    }
    const { entretienId } = (await faire(noterEntretien, note)) as { entretienId: string }
    const correction = {
      ...note,
      entretienId,
      version: 1,
      le: '2026-11-19',
      motifCorrection: 'C’était jeudi',
    }
    await lesDeux(() => faire(corrigerEntretien, correction))
    const versions =
      'SELECT le::text, motif_correction AS motif, ecrite_par AS par FROM accompagnement.entretien_version WHERE entretien_id = $1 ORDER BY version'
    expect(await lignes(versions, entretienId)).toEqual([
      { le: '2026-11-20', motif: null, par: ts },
      { le: '2026-11-19', motif: 'C’était jeudi', par: ts },
    ])
    const compte = 'SELECT le::text FROM accompagnement.v_entretien WHERE entretien_id = $1'
    expect(await lignes(compte, entretienId)).toEqual([{ le: '2026-11-19' }])
    await lesDeux(() =>
      faire(retirerEntretien, { dossierId, entretienId, motif: 'Autre personne' }),
    )
    expect(await lignes(compte, entretienId)).toEqual([])
    await faire(retablirEntretien, { dossierId, entretienId })
    expect(await lignes(compte, entretienId)).toEqual([{ le: '2026-11-19' }])
  })

  it('Étape du plan : notée faite par erreur, elle redevient à faire, et l’histoire le garde', async () => {
    const [m] = await lignes(
      `SELECT t.dossier_id AS "dossierId", t.etape_id AS "etapeId" FROM accompagnement.etape t JOIN dossiers.prise_en_charge x USING (dossier_id) JOIN dossiers.dossier d USING (dossier_id)
       WHERE x.fin_a IS NULL AND x.referent_id = $1 AND d.clos_a IS NULL AND NOT EXISTS (SELECT 1 FROM accompagnement.etape_faite f WHERE f.etape_id = t.etape_id) LIMIT 1`,
      ts,
    )
    await faire(noterEtapeFaite, m)
    const faites = 'SELECT 1 FROM accompagnement.etape_faite WHERE etape_id = $1'
    expect(await lignes(faites, m.etapeId)).toHaveLength(1)
    await faire(annulerEtape, m)
    expect(await lignes(faites, m.etapeId)).toEqual([])
    expect(
      await lignes('SELECT 1 FROM accompagnement.etape_annulee WHERE etape_id = $1', m.etapeId),
    ).toHaveLength(1)
  })

  it('Arrivée : son heure se corrige et se retire ; l’histoire garde l’heure fausse, qui et pourquoi', async () => {
    const [c] = await lignes(
      `SELECT c.dossier_id AS "dossierId", c.id AS "convocationId" FROM agenda.convocation c JOIN dossiers.dossier d ON d.dossier_id = c.dossier_id
       WHERE c.le = $1 AND c.etat = 'prevue' AND d.clos_a IS NULL AND c.modalite = 'lieu' AND c.entite_id = (SELECT service_id FROM moyens.agent WHERE id = $2)
         AND NOT EXISTS (SELECT 1 FROM agenda.arrivee a WHERE a.convocation_id = c.id) ORDER BY c.heure, c.id LIMIT 1`,
      LE,
      ts,
    )
    const bureau = await e.agent('accueil.67')
    await lesDeux(() => faire(pointerArrivee, { ...c, vu: 'attendue' }, bureau))
    await faire(
      corrigerArrivee,
      { ...c, arriveeHeure: '08:40', motif: 'Pointée en retard' },
      bureau,
    )
    const apres =
      "SELECT to_char(arrivee_a AT TIME ZONE 'Europe/Paris', 'HH24:MI') AS a FROM agenda.arrivee WHERE convocation_id = $1"
    expect(await lignes(apres, c.convocationId)).toEqual([{ a: '08:40' }])
    await lesDeux(() => faire(retirerArrivee, { ...c, motif: 'Une autre personne' }, bureau))
    expect(await lignes(apres, c.convocationId)).toEqual([])
    const histoire =
      "SELECT etat, motif, par, detail ->> 'arriveeA' IS NOT NULL AS avant FROM agenda.etat_de_convocation WHERE convocation_id = $1 AND etat LIKE 'arrivee%' ORDER BY id"
    expect(await lignes(histoire, c.convocationId)).toEqual([
      { etat: 'arrivee', motif: null, par: bureau, avant: false },
      { etat: 'arrivee_corrigee', motif: 'Pointée en retard', par: bureau, avant: true },
      { etat: 'arrivee_retiree', motif: 'Une autre personne', par: bureau, avant: true },
    ])
  })

  it('Rapport : soumis trop tôt, son rédacteur le reprend avant la validation ; le mouvement est gardé', async () => {
    const { dossierId } = await suivi()
    const { rapportId } = (await faire(commencerRapport, {
      dossierId,
      nature: 'suivi',
      juridictionId,
    })) as { rapportId: string }
    await lesDeux(() => faire(soumettre, { dossierId, rapportId }))
    await lesDeux(() => faire(retirer, { dossierId, rapportId }))
    expect(await lignes('SELECT etat FROM magistrats.rapport WHERE id = $1', rapportId)).toEqual([
      { etat: 'brouillon' },
    ])
    const mouvements =
      'SELECT etat, par FROM magistrats.mouvement_de_rapport WHERE rapport_id = $1 ORDER BY a, id'
    expect((await lignes(mouvements, rapportId)).slice(-2)).toEqual([
      { etat: 'soumis', par: ts },
      { etat: 'brouillon', par: ts },
    ])
  })
})
