import { z } from 'zod'
import {
  brouillonDuFormulaire,
  brouillonsDe,
  filDuDossier,
  identite as lireIdentite,
  motsGardes,
  reprendre,
} from '../dossiers/index.ts'
import { antenneParId, juridictions, serviceParId } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import { age, estJour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { sansBlancs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { avecRefus, type FormState, valeur } from '../platform/interface/index.ts'
import { lisible } from '../platform/saisie.ts'
import { accomplirActe, annulerActe, cleDeLActe } from './acte.commands.ts'
import { actesDuDossier, histoireDeLaMesure } from './acte.store.ts'
import { AccomplirActe } from './acte.views.tsx'
import { refusDeLActe } from './acte-saisi.rules.ts'
import { AnnulerActe } from './annulation.views.tsx'
import {
  auteursPour,
  refusDAnnulerPour,
  refusDeJuridiction,
  refusSansAuteur,
} from './competence.rules.ts'
import { contenuDe, portSurLeContenu } from './contenu.rules.ts'
import { correctionRoutes } from './correction.routes.tsx'
import { auJourDuService, renduesDites } from './correction.rules.ts'
import { correctionsDeLaMesure } from './correction.store.ts'
import { lecteurDe } from './correction.views.tsx'
import { refusDeToucher } from './corrigible.ts'
import { mesureDebout } from './debout.ts'
import { debutADeplacer } from './debut.rules.ts'
import { autresAuDeces, finiesParLeMemeDeces } from './deces.ts'
import { deroulement, libelleDUnEtat } from './deroulement.rules.ts'
import { PageMesure } from './deroulement.views.tsx'
import { actesDe, refusDAnnuler } from './etat.rules.ts'
import { mentionsDActe } from './execution.rules.ts'
import { FicheDeMesure } from './fiche.panels.tsx'
import { obligationPourLaPersonne, type Personnel, pasCommencee } from './fiche.rules.ts'
import { causesDeFin, type Transition } from './machine.rules.ts'
import { accomplirActeForm } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'
import { clesNatures, libelleDeNature } from './nature.rules.ts'
import { obligationsDeLaMesure } from './obligation.store.ts'
import { rangerLesObligations } from './obligation.views.tsx'
import { acteConnu, etatApres } from './passage.rules.ts'
import { listeACocher } from './regime.rules.ts'
import { pointsAVerifier } from './relecture.rules.ts'

const params = z.object({ dossierId: z.uuid(), mesureId: z.uuid() })
type Lieu = { dossierId: string; mesureId: string }
const retour = ({ dossierId, mesureId }: Lieu) => chemins.mesure(dossierId, mesureId)

/**
 * What every screen of a measure shows: whose it is, what it is, where it stands; `fil` is the path
 * to a screen of that title, or to the measure.
 */
async function contexte(tx: Tx, { dossierId, mesureId }: Lieu) {
  const identite = trouver(await lireIdentite(tx, dossierId))
  const mesure = await mesureDebout(tx, dossierId, mesureId)
  const actes = await actesDuDossier(tx, dossierId, mesureId)
  const nom = libelleDeNature(mesure.nature, mesure.decisionLe)
  const fil = (titre?: string) =>
    filDuDossier(
      identite,
      { label: 'Mesures', href: chemins.mesures(dossierId) },
      ...(titre
        ? [{ label: nom, href: chemins.mesure(dossierId, mesureId) }, { label: titre }]
        : [{ label: nom }]),
    )
  return { identite, mesure, actes, nom, fil }
}
type Contenu = Awaited<ReturnType<typeof contexte>>
/** Whose a measure is, for who may write on it. */
const sujetDe = ({ mesure, identite }: Pick<Contenu, 'mesure' | 'identite'>) => ({
  ...mesure,
  serviceId: identite.serviceId,
  serviceNom: identite.serviceNom,
})
/** Whom a person calls: who follows them, else the place that receives them, else the service. */
async function aJoindre(tx: Tx, { serviceId, antenneId, ...i }: Contenu['identite']) {
  const antenne = antenneId ? await antenneParId(tx, antenneId) : undefined
  const telephone =
    i.referentTelephone ?? antenne?.telephone ?? (await serviceParId(tx, serviceId))?.telephone
  return [i.referentNom, i.antenneNom ?? i.serviceNom, telephone]
    .filter(mots => mots != null)
    .join(', ')
}
const obligationsDe = (tx: Tx, { dossierId, mesureId }: Lieu) =>
  obligationsDeLaMesure(tx, dossierId, mesureId)

export function acteRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.mesure(':dossierId', ':mesureId'),
    access: 'mesure:lire',
    params,
    view: async (tx, lieu, { acteur, aujourdhui }) => {
      const { nom, fil, ...reste } = await contexte(tx, lieu)
      const sienne = refusDeJuridiction(acteur, reste.mesure).length === 0
      const dernier = reste.actes.at(-1)
      const agir = acteur.peut('acte:ecrire')
      const peut = {
        ecrire:
          acteur.peut('mesure:ecrire') &&
          (await refusDeToucher(tx, acteur, reste.mesure)).length === 0,
        agir: (transition: Transition) =>
          agir && sienne && refusSansAuteur(acteur.fonction, transition).length === 0,
        annuler:
          agir &&
          dernier !== undefined &&
          refusDAnnulerPour(acteur, dernier, sujetDe(reste)).length === 0,
        echeances: acteur.peut('echeance:lire'),
      }
      return {
        titre: nom,
        fil: fil(),
        corps: (
          <PageMesure
            {...reste}
            histoire={await histoireDeLaMesure(tx, lieu.dossierId, lieu.mesureId)}
            corrections={auJourDuService(
              await correctionsDeLaMesure(tx, lieu.dossierId, lieu.mesureId),
              acteur.fuseau,
            )}
            lire={lecteurDe(
              new Map(
                (await juridictions(tx)).map(juridiction => [
                  juridiction.juridictionId,
                  juridiction.nom,
                ]),
              ),
              reste.mesure.decisionLe,
            )}
            obligations={await obligationsDe(tx, lieu)}
            brouillons={
              await brouillonsDe(tx, {
                ...lieu,
                compteId: acteur.id,
                debut: cleDeLActe({ ...lieu, acte: '' }),
              })
            }
            aujourdhui={aujourdhui}
            peut={peut}
          />
        ),
      }
    },
  })
  formulaireDActe(plateforme)
  correctionRoutes(plateforme)
  page(plateforme, {
    path: chemins.fiche(':dossierId', ':mesureId'),
    access: 'mesure:lire',
    params,
    view: async (tx, lieu, { aujourdhui }) => {
      const { identite, mesure, actes, nom } = await contexte(tx, lieu)
      const nature = trouver(clesNatures.find(cleNature => cleNature === mesure.nature))
      const obligations = (await obligationsDe(tx, lieu))
        .filter(ligne => !ligne.leveeLe)
        .map(obligationPourLaPersonne)
      const prevue = pasCommencee({ ...mesure, actes })
      const { finieLe, cause } = deroulement({ ...mesure, actes })
      const personnel: Personnel = {
        qui: identite.nomComplet,
        aujourdhui,
        cas: {
          contravention: mesure.contravention,
          executionProvisoire: mesure.executionProvisoire,
          violOuAtteinte: mesure.violOuAtteinte,
          ssjEncouru: mesure.ssjEncouru,
          mineur: age(identite.naissanceLe, mesure.decisionLe) < 18,
          partieExecutee: actes.some(acte => acteConnu(mesure.nature, acte)?.aExecuter),
        },
        finie: finieLe ? { le: finieLe, cause: causesDeFin[cause ?? 'terme'] } : null,
        pasCommencee: prevue,
        heures: mesure.heures,
        appeler: await aJoindre(tx, identite),
        dates: [
          ['Décision', mesure.decisionLe],
          [prevue ? 'Début prévu' : 'Début', mesure.debutLe],
          [prevue ? 'Fin prévue' : 'Fin', mesure.finLe],
        ],
        obligations,
      }
      const corps = (
        <FicheDeMesure
          nature={nature}
          le={mesure.decisionLe}
          retour={{ href: retour(lieu), label: 'Revenir à la mesure' }}
          proposition={mesure.referentiel === 'egip'}
          personnel={personnel}
          aVerifier={pointsAVerifier(nature, mesure.decisionLe)}
        />
      )
      return { titre: `Fiche : ${nom}`, corps, nu: true }
    },
  })
  form(plateforme, {
    path: chemins.annulerActe(':dossierId', ':mesureId', ':acteId'),
    params: params.extend({ acteId: z.uuid() }),
    command: annulerActe,
    view: async (tx, lieu, state, { acteur }) => {
      const titre = 'Annuler un acte'
      const lu = await contexte(tx, lieu)
      const acte = trouver(
        (await histoireDeLaMesure(tx, lieu.dossierId, lieu.mesureId)).find(
          ligne => ligne.id === lieu.acteId,
        ),
      )
      const debout = lu.actes.find(ligne => ligne.id === acte.id)
      const refus = [
        ...refusDAnnuler(acte, lu.actes),
        ...(debout ? refusDAnnulerPour(acteur, debout, sujetDe(lu)) : []),
      ]
      const montre = state.refusals.length ? state : { ...state, refusals: refus }
      const autres =
        debout && refus.length === 0
          ? await finiesParLeMemeDeces(tx, { acteur }, debout, lu.identite)
          : []
      const corps = (
        <AnnulerActe
          identite={lu.identite}
          mesure={lu.mesure}
          acte={acte}
          state={montre}
          autres={autres}
        />
      )
      return { titre, fil: lu.fil(titre), corps }
    },
    redirectTo: fait => retour(fait),
    flash: ({ rendues, annules: { length: nombre } }) =>
      `L’acte est annulé : il n’a plus d’effet.${autresEnMots(nombre - 1, 'reprend', 'reprennent')}${renduesDites(rendues)}`,
  })
}

/** The other measures of the person, when an act ends or gives back theirs too. */
function autresEnMots(nombre: number, une: string, plusieurs: string): string {
  if (nombre <= 0) return ''
  return nombre === 1
    ? ` L’autre mesure ${une} aussi.`
    : ` Les ${nombre} autres mesures ${plusieurs} aussi.`
}

/** What the fields of an act hold in words, and the name of its lines. */
const motsDeLActe = {
  le: 'Date de l’acte',
  nouvelleFinLe: 'Nouveau terme',
  decision: 'Ce qui a été décidé',
  numero: 'Numéro de la décision',
  decisionLe: 'Date de la décision',
  habiliteeLe: 'Habilitation du',
  tigParSemaine: 'Heures de travail par semaine',
  emploiParSemaine: 'Heures d’emploi par semaine',
  partieMois: 'Durée à exécuter, en mois',
  partieJours: 'Durée à exécuter, en jours',
  avisPersonne: 'Ce qu’en dit la personne',
  obligations: 'Obligation',
  libelle: 'Libellé',
  precisions: 'Précisions',
}
function formulaireDActe(plateforme: Plateforme): void {
  const parActe = params.extend({ acte: z.string().max(60) })
  /** The transition asked for, if the measure can take it or at least knows it. */
  const transition = async (
    tx: Tx,
    { acte, ...lieu }: z.output<typeof parActe>,
    { aujourdhui }: Context,
  ) => {
    const lu = await contexte(tx, lieu)
    const trouvee = trouver(
      actesDe({ ...lu.mesure, actes: lu.actes }, aujourdhui).find(
        ligne => ligne.transition.acte === acte,
      ),
    )
    return { ...lu, ...trouvee }
  }
  form(plateforme, {
    path: chemins.acte(':dossierId', ':mesureId', ':acte'),
    params: parActe,
    command: accomplirActe,
    garde: motsGardes(cleDeLActe, motsDeLActe),
    initial: async (tx, lieu, context) => {
      const { transition: passage, actes, mesure } = await transition(tx, lieu, context)
      const possibles = auteursPour(context.acteur.fonction, passage)
      const propose =
        portSurLeContenu(passage) && passage.effet === 'contenu'
          ? actes.findLast(acte => acte.acte.startsWith('proposition'))
          : undefined
      const repris = await reprendre(tx, context, { ...lieu, cle: cleDeLActe(lieu) }, async () => ({
        le: context.aujourdhui,
        auteur: possibles.length === 1 ? (possibles[0] ?? '') : '',
        decisionJuridictionId: mesure.juridictionId ?? '',
        obligations: propose ? contenuDe(propose) : [],
        avisPersonne: propose?.avisPersonne ?? '',
        ...(passage.cause === 'deces' && { autresMesures: 'oui' }),
      }))
      // That the decision is before one's eyes is said at the moment of sending, never taken back
      // from a draft.
      return { ...repris, decisionVue: '' }
    },
    view: async (tx, lieu, recu, context) => {
      const {
        identite,
        mesure,
        actes,
        transition: passage,
        refus,
        fil,
      } = await transition(tx, lieu, context)
      const { acteur } = context
      const obligations = await obligationsDe(tx, lieu)
      const tape = {
        ...lisible(accomplirActeForm, sansBlancs(recu.values) as FormState['values']),
        acte: passage.acte,
      }
      const deLaSaisie = () =>
        refusDeLActe(acteur, { ...mesure, actes }, tape, {
          obligations,
          aujourdhui: context.aujourdhui,
        })
      const dAvance = [
        ...refusDeJuridiction(acteur, mesure),
        ...refusSansAuteur(acteur.fonction, passage),
        ...refus,
      ]
      // What a field says and what the rules say of the others, in one go; before anything is sent,
      // what will be refused anyhow.
      const lu = Object.keys(recu.errors).length
        ? avecRefus(recu, deLaSaisie())
        : { ...recu, refusals: dAvance }
      const state = recu.refusals.length ? recu : lu
      const typee = valeur(recu, 'le')
      const le = estJour(typee) ? typee : context.aujourdhui
      const liste = listeACocher(mesure.nature, le)
      const dernier = actes.at(-1)
      const duFormulaire = {
        dossierId: lieu.dossierId,
        cle: cleDeLActe(lieu),
        titre: `${passage.libelle}, ${identite.nomComplet}`,
      }
      const corps = (
        <AccomplirActe
          identite={identite}
          state={rangerLesObligations(state, liste)}
          mesure={mesure}
          transition={passage}
          possibles={auteursPour(acteur.fonction, passage)}
          juridictions={acteur.juridictionId ? [] : await juridictions(tx)}
          apres={libelleDUnEtat(
            mesure,
            etatApres({ ...mesure, actes }, passage, context.aujourdhui),
            context.aujourdhui,
          )}
          enVigueur={obligations.filter(obligation => !obligation.leveeLe)}
          liste={liste}
          deplacement={debutADeplacer({ ...mesure, actes }, passage, le)}
          mentions={mentionsDActe({ ...mesure, actes }, passage.acte, le)}
          autres={
            passage.cause === 'deces' ? await autresAuDeces(tx, context, { ...lieu, le }) : []
          }
          brouillon={await brouillonDuFormulaire(tx, context, duFormulaire, recu)}
          dernier={
            dernier
              ? {
                  acte: dernier,
                  refus: refusDAnnulerPour(acteur, dernier, sujetDe({ mesure, identite })),
                }
              : null
          }
          aujourdhui={context.aujourdhui}
        />
      )
      return { titre: passage.libelle, fil: fil(passage.libelle), corps }
    },
    redirectTo: ({ dossierId, mesureId }) => chemins.mesure(dossierId, mesureId),
    flash: ({ libelle, autres: { length: nombre } }) =>
      `Enregistré : ${libelle}.${autresEnMots(nombre, 'prend fin', 'prennent fin')} Les échéances sont recalculées.`,
  })
}
