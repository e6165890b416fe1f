import { describe, expect, it } from 'vitest'
import { recueil } from '../../src/mesures/recueil.rules.ts'
import { LE } from '../base.ts'

/**
 * Invariant 19: a number that sleeps in a sentence is a defect. Each rule that is a sentence and
 * says a quantity today is named here, with the rule that computes or refuses by it, or with why
 * none can: a fact that the file does not hold.
 */
const NOMBRE =
  /(?:^|[ (’])(\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|dix-huit|vingt|trente|quarante|cinquante|soixante|cent)(?:-\w+)? (?:\w+ )?(?:ans?|mois|jours?|heures?|semaines?|euros|€)(?![\w-])/i

/** Said by a sentence, and computed or refused by these rules. */
const CALCULE: Record<string, readonly string[]> = {
  'sursis_probatoire.emprisonnement': ['sursis_probatoire.peine'],
  'sursis_probatoire.prolongation': ['sursis_probatoire.prolongation.total'],
  'sursis_probatoire.appel': ['procedures.appel_ordonnance', 'procedures.appel_jugement'],
  'sursis_probatoire.rapports_du_spip': ['sursis_probatoire.rapport_annuel'],
  'sursis_probatoire.convocation_avant_liberation': [
    'sursis_probatoire.convocation_apres_liberation',
  ],
  'sursis_probatoire_renforce.emprisonnement': ['sursis_probatoire.peine'],
  'sursis_probatoire_renforce.prolongation': ['sursis_probatoire_renforce.prolongation.total'],
  'sursis_probatoire_renforce.appel': ['procedures.appel_ordonnance', 'procedures.appel_jugement'],
  'sursis_probatoire_renforce.rapports_du_spip': ['sursis_probatoire_renforce.rapport_annuel'],
  'sursis_probatoire_renforce.convocation_avant_liberation': [
    'sursis_probatoire_renforce.convocation_apres_liberation',
  ],
  'sursis_probatoire_renforce.absent_a_l_audience': [
    'sursis_probatoire_renforce.rapport_evaluation',
    'sursis_probatoire_renforce.decision_du_jap',
  ],
  'tig.appel': ['procedures.appel_ordonnance', 'procedures.appel_jugement'],
  'conversion_747_1.appel': ['procedures.appel_jugement'],
  'suivi_socio_judiciaire.sans_limite': ['suivi_socio_judiciaire.fin_apres_trente_ans.pas_avant'],
  'liberation_sous_contrainte.plein_droit': ['liberation_sous_contrainte.seuil_plein_droit'],
  'arse.duree_totale': ['arse.prolongation.total', 'arse.maintien.total'],
  'procedure_723_15.audience': ['procedures.474_jap', 'procedures.474_spip'],
  'conversion_747_1.seuil': ['conversion_747_1.peine'],
  'conversion_747_1.plusieurs_peines': ['conversion_747_1.peine'],
  'procedures.474_probation': [
    'sursis_probatoire.premiere_convocation',
    'tig.premiere_convocation',
    'ajournement_probatoire.premiere_convocation',
  ],
  'procedures.appel_suspensif': ['procedures.appel_ordonnance'],
  'missions.rapports': ['tig.rapport_evaluation', 'tig.rapport_annuel', 'tig.rapport_de_fin'],
  'tig_hotes.inscription': ['tig_hotes.avis_poste'],
  'tig_hotes.habilitation_nationale': ['tig_hotes.duree_habilitation'],
  'conversion_747_1.autres_conversions': ['conversion_747_1.heures'],
}
/** Which no rule uses, and why. */
const DORT: Record<string, string> = {
  'sursis_probatoire.sursis_partiel': 'la partie ferme de la peine n’est pas un fait de la mesure',
  'sursis_probatoire_renforce.sursis_partiel':
    'la partie ferme de la peine n’est pas un fait de la mesure',
  'tig.delit': 'peine encourue pour un délit : le tribunal la prononce, le SPIP ne la calcule pas',
  'stage.delit':
    'peine encourue pour un délit : le tribunal la prononce, le SPIP ne la calcule pas',
  'donnees.secret.peine':
    'peine encourue pour un délit : le tribunal la prononce, le SPIP ne la calcule pas',
  'suivi_socio_judiciaire.emprisonnement_encouru':
    'l’emprisonnement fixé pour l’inobservation n’est pas un fait de la mesure',
  'suivi_socio_judiciaire.dossier': 'la date de la libération à venir n’est pas un fait du dossier',
  'liberation_conditionnelle.dossier':
    'la date de la libération à venir n’est pas un fait du dossier',
  'surveillance_judiciaire.dossier':
    'la date de la libération à venir n’est pas un fait du dossier',
  'liberation_conditionnelle.epreuve':
    'le temps d’épreuve tient à la peine exécutée et à la famille, que le dossier ne dit pas',
  'liberation_conditionnelle.parent':
    'le temps d’épreuve tient à la peine exécutée et à la famille, que le dossier ne dit pas',
  'liberation_conditionnelle.competence':
    'le reste de la peine et la perpétuité ne sont pas des faits de la mesure',
  'liberation_conditionnelle.perpetuite':
    'la peine exécutée, perpétuité comprise, n’est pas un fait de la mesure',
  'surveillance_judiciaire.surveillance_de_surete':
    'décidée par la juridiction régionale, hors de ce que suit le SPIP',
  'controle_judiciaire.anti_rapprochement': 'la peine encourue n’est pas un fait de la mesure',
  'arse.seuil': 'la peine encourue n’est pas un fait de la mesure',
  'arse.mobile': 'la peine encourue n’est pas un fait de la mesure',
  'arse.faisabilite': 'la peine encourue n’est pas un fait de la mesure',
  'arse.conditions_du_placement': 'la peine encourue n’est pas un fait de la mesure',
  'enquete_sociale_rapide.jeunes_majeurs': 'la peine encourue n’est pas un fait de la mesure',
  'controle_judiciaire.mainlevee':
    'le jour de la demande de mainlevée n’est pas un fait de la mesure',
  'ajournement_probatoire.dispense_avant_audience':
    'le jour de l’audience de renvoi n’est pas un fait de la mesure',
  'travail_non_remunere.compte_d_acces':
    'autre mesure de la composition pénale, que le SPIP ne met pas en œuvre',
  'travail_non_remunere.transaction_du_maire': 'le maire la propose : le SPIP ne la suit pas',
  'enquete_sociale_rapide.ajournement_investigations':
    'le jour du renvoi pour investigations n’est pas un fait de la mesure',
  'procedures.801': 'dit comment un délai finit, et non combien il dure',
  'procedures.716_1': 'compte d’une peine de prison, que le greffe de l’établissement tient',
  'procedures.721':
    'réductions de peine, décidées par le JAP : le dossier n’en tient pas le compte',
  'donnees.communication.securite_sociale':
    'le jour de la demande d’un organisme n’est tenu par aucun module encore',
}

const phrases = recueil.flatMap(e => {
  const ici = e.droit.findLast(v => v.from <= LE)
  return typeof ici?.value === 'string' && NOMBRE.test(ici.value) && !/^CPP? \d/.test(e.id)
    ? [{ id: e.id, phrase: ici.value }]
    : []
})

describe('Un nombre ne dort pas dans une phrase (invariant 19)', () => {
  it('Chaque phrase qui en dit un est calculée par une règle, ou dit pourquoi elle ne l’est pas', () => {
    expect(phrases.length).toBeGreaterThan(40)
    expect(
      phrases
        .filter(({ id }) => !(id in CALCULE) && !(id in DORT))
        .map(({ id, phrase }) => `${id} : ${phrase}`),
    ).toEqual([])
  })
  it('Ce qui calcule existe, et compte : un délai, des bornes, un nombre', () => {
    const comptent = new Set(
      recueil
        .filter(e => e.droit.some(v => typeof v.value === 'object' || typeof v.value === 'number'))
        .map(e => e.id),
    )
    expect(
      Object.entries(CALCULE).flatMap(([id, par]) =>
        par.filter(p => !comptent.has(p)).map(p => `${id} : ${p}`),
      ),
    ).toEqual([])
  })
  it('Aucune exception n’est de trop', () => {
    const connues = new Set(phrases.map(p => p.id))
    expect([...Object.keys(CALCULE), ...Object.keys(DORT)].filter(id => !connues.has(id))).toEqual(
      [],
    )
    expect(Object.values(DORT).filter(raison => raison.length < 15)).toEqual([])
  })
})
