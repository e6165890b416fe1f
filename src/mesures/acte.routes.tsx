import { z } from 'zod'
import { brouillonDuFormulaire, brouillonsDe, filDuDossier, identite as lireIdentite, motsGardes, reprendre } from '../dossiers/index.ts'
import { antenneParId, juridictions, serviceParId } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import { age, estJour, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { sansBlancs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { avecRefus, type FormState, valeur } from '../platform/interface/index.ts'
import { lisible } from '../platform/saisie.ts'
import { accomplirActe, annulerActe, cleDeLActe } from './acte.commands.ts'
import { AccomplirActe, contenuDe, portSurLeContenu } from './acte.views.tsx'
import { refusDeLActe } from './acte-saisi.rules.ts'
import { AnnulerActe } from './annulation.views.tsx'
import { auteursPour, refusDAnnulerPour, refusDeJuridiction, refusSansAuteur } from './competence.rules.ts'
import { correctionRoutes } from './correction.routes.tsx'
import { auJourDuService, renduesDites } from './correction.rules.ts'
import { correctionsDeLaMesure } from './correction.store.ts'
import { lecteurDe } from './correction.views.tsx'
import { refusDeToucher } from './corrigible.ts'
import { mesureDebout } from './debout.ts'
import { debutADeplacer } from './debut.rules.ts'
import { autresAuDeces, finiesParLeMemeDeces } from './deces.ts'
import { causesDeFin, type Transition } from './definition.rules.ts'
import { PageMesure } from './deroulement.views.tsx'
import { acteConnu, actesDe, deroulement, etatApres, libelleDUnEtat, refusDAnnuler } from './etat.rules.ts'
import { mentionsDActe } from './execution.rules.ts'
import { FicheDeMesure } from './fiche.panels.tsx'
import { obligationPourLaPersonne, type Personnel, pasCommencee } from './fiche.rules.ts'
import { accomplirActeForm } from './mesure.forms.ts'
import { chemins } from './mesure.paths.ts'
import { clesNatures, libelleDeNature } from './mesure.rules.ts'
import * as store from './mesure.store.ts'
import { listeACocher } from './obligation.rules.ts'
import { rangerLesObligations } from './obligation.views.tsx'
import { pointsAVerifier } from './relecture.rules.ts'

const params = z.object({ dossierId: z.uuid(), mesureId: z.uuid() })
type Lieu = { dossierId: string; mesureId: string }
const retour = ({ dossierId, mesureId }: Lieu) => chemins.mesure(dossierId, mesureId)

/** What every screen of a measure shows: whose it is, what it is, where it stands; `fil` is the path to a screen of that title, or to the measure. */
async function contexte(tx: Tx, { dossierId, mesureId }: Lieu) {
  const identite = trouver(await lireIdentite(tx, dossierId))
  const mesure = await mesureDebout(tx, dossierId, mesureId)
  const actes = await store.actesDuDossier(tx, dossierId, mesureId)
  const nom = libelleDeNature(mesure.nature, mesure.decisionLe)
  const fil = (titre?: string) =>
    filDuDossier(
      identite,
      { label: 'Mesures', href: chemins.mesures(dossierId) },
      ...(titre ? [{ label: nom, href: chemins.mesure(dossierId, mesureId) }, { label: titre }] : [{ label: nom }]),
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
  const telephone = i.referentTelephone ?? antenne?.telephone ?? (await serviceParId(tx, serviceId))?.telephone
  return [i.referentNom, i.antenneNom ?? i.serviceNom, telephone].filter(mots => mots != null).join(', ')
}
const obligationsDe = (tx: Tx, { dossierId, mesureId }: Lieu) => store.obligationsDeLaMesure(tx, dossierId, mesureId)

export function acteRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.mesure(':dossierId', ':mesureId'),
    access: 'mesure:lire',
    params,
    view: async (tx, lieu, { acteur, aujourdhui }) => {
      const { nom, fil, ...c } = await contexte(tx, lieu)
      const sienne = refusDeJuridiction(acteur, c.mesure).length === 0
      const dernier = c.actes.at(-1)
      const agir = acteur.peut('acte:ecrire')
      const peut = {
        ecrire: acteur.peut('mesure:ecrire') && (await refusDeToucher(tx, acteur, c.mesure)).length === 0,
        agir: (t: Transition) => agir && sienne && refusSansAuteur(acteur.fonction, t).length === 0,
        annuler: agir && dernier !== undefined && refusDAnnulerPour(acteur, dernier, sujetDe(c)).length === 0,
        echeances: acteur.peut('echeance:lire'),
      }
      return {
        titre: nom,
        fil: fil(),
        corps: (
          <PageMesure
            {...c}
            histoire={await store.histoireDeLaMesure(tx, lieu.dossierId, lieu.mesureId)}
            corrections={auJourDuService(await correctionsDeLaMesure(tx, lieu.dossierId, lieu.mesureId), acteur.fuseau)}
            lire={lecteurDe(new Map((await juridictions(tx)).map(j => [j.juridictionId, j.nom])), c.mesure.decisionLe)}
            obligations={await obligationsDe(tx, lieu)}
            brouillons={await brouillonsDe(tx, { ...lieu, compteId: acteur.id, debut: cleDeLActe({ ...lieu, acte: '' }) })}
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
      const { identite, mesure: m, actes, nom } = await contexte(tx, lieu)
      const nature = trouver(clesNatures.find(n => n === m.nature))
      const obligations = (await obligationsDe(tx, lieu)).filter(o => !o.leveeLe).map(obligationPourLaPersonne)
      const prevue = pasCommencee({ ...m, actes })
      const { finieLe, cause } = deroulement({ ...m, actes })
      const personnel: Personnel = {
        qui: identite.nomComplet,
        aujourdhui,
        cas: {
          contravention: m.contravention,
          executionProvisoire: m.executionProvisoire,
          violOuAtteinte: m.violOuAtteinte,
          ssjEncouru: m.ssjEncouru,
          mineur: age(identite.naissanceLe as Jour, m.decisionLe as Jour) < 18,
          partieExecutee: actes.some(a => acteConnu(m.nature, a)?.aExecuter),
        },
        finie: finieLe ? { le: finieLe, cause: causesDeFin[cause ?? 'terme'] } : null,
        pasCommencee: prevue,
        heures: m.heures,
        appeler: await aJoindre(tx, identite),
        dates: [
          ['Décision', m.decisionLe as Jour],
          [prevue ? 'Début prévu' : 'Début', m.debutLe as Jour],
          [prevue ? 'Fin prévue' : 'Fin', m.finLe as Jour | null],
        ],
        obligations,
      }
      const corps = (
        <FicheDeMesure
          nature={nature}
          le={m.decisionLe as Jour}
          retour={{ href: retour(lieu), label: 'Revenir à la mesure' }}
          proposition={m.referentiel === 'egip'}
          personnel={personnel}
          aVerifier={pointsAVerifier(nature, m.decisionLe as Jour)}
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
      const c = await contexte(tx, lieu)
      const acte = trouver((await store.histoireDeLaMesure(tx, lieu.dossierId, lieu.mesureId)).find(a => a.id === lieu.acteId))
      const debout = c.actes.find(a => a.id === acte.id)
      const refus = [...refusDAnnuler(acte, c.actes), ...(debout ? refusDAnnulerPour(acteur, debout, sujetDe(c)) : [])]
      const montre = state.refusals.length ? state : { ...state, refusals: refus }
      const autres = debout && refus.length === 0 ? await finiesParLeMemeDeces(tx, { acteur }, debout, c.identite) : []
      const corps = <AnnulerActe identite={c.identite} mesure={c.mesure} acte={acte} state={montre} autres={autres} />
      return { titre, fil: c.fil(titre), corps }
    },
    redirectTo: fait => retour(fait),
    flash: ({ rendues, annules: { length: n } }) =>
      `L’acte est annulé : il n’a plus d’effet.${n === 1 ? '' : n === 2 ? ' L’autre mesure reprend aussi.' : ` Les ${n - 1} autres mesures reprennent aussi.`}${renduesDites(rendues)}`,
  })
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
  const transition = async (tx: Tx, { acte, ...lieu }: z.output<typeof parActe>, { aujourdhui }: Context) => {
    const c = await contexte(tx, lieu)
    const trouvee = trouver(actesDe({ ...c.mesure, actes: c.actes }, aujourdhui).find(a => a.transition.acte === acte))
    return { ...c, ...trouvee }
  }
  form(plateforme, {
    path: chemins.acte(':dossierId', ':mesureId', ':acte'),
    params: parActe,
    command: accomplirActe,
    garde: motsGardes(cleDeLActe, motsDeLActe),
    initial: async (tx, lieu, context) => {
      const { transition: t, actes, mesure } = await transition(tx, lieu, context)
      const possibles = auteursPour(context.acteur.fonction, t)
      const propose = portSurLeContenu(t) && t.effet === 'contenu' ? actes.findLast(a => a.acte.startsWith('proposition')) : undefined
      const repris = await reprendre(tx, context, lieu.dossierId, cleDeLActe(lieu), async () => ({
        le: context.aujourdhui,
        auteur: possibles.length === 1 ? (possibles[0] ?? '') : '',
        decisionJuridictionId: mesure.juridictionId ?? '',
        obligations: propose ? contenuDe(propose) : [],
        avisPersonne: propose?.avisPersonne ?? '',
        ...(t.cause === 'deces' && { autresMesures: 'oui' }),
      }))
      // That the decision is before one's eyes is said at the moment of sending, never taken back from a draft.
      return { ...repris, decisionVue: '' }
    },
    view: async (tx, lieu, recu, context) => {
      const { identite, mesure, actes, transition: t, refus, fil } = await transition(tx, lieu, context)
      const { acteur } = context
      const obligations = await obligationsDe(tx, lieu)
      const tape = { ...lisible(accomplirActeForm, sansBlancs(recu.values) as FormState['values']), acte: t.acte }
      const deLaSaisie = () => refusDeLActe(acteur, { ...mesure, actes }, tape, { obligations, aujourdhui: context.aujourdhui })
      const dAvance = [...refusDeJuridiction(acteur, mesure), ...refusSansAuteur(acteur.fonction, t), ...refus]
      // What a field says and what the rules say of the others, in one go; before anything is sent, what will be refused anyhow.
      const state = recu.refusals.length
        ? recu
        : Object.keys(recu.errors).length
          ? avecRefus(recu, deLaSaisie())
          : { ...recu, refusals: dAvance }
      const typee = valeur(recu, 'le')
      const le = estJour(typee) ? typee : context.aujourdhui
      const liste = listeACocher(mesure.nature, le)
      const dernier = actes.at(-1)
      const duFormulaire = { dossierId: lieu.dossierId, cle: cleDeLActe(lieu), titre: `${t.libelle}, ${identite.nomComplet}` }
      const corps = (
        <AccomplirActe
          identite={identite}
          state={rangerLesObligations(state, liste)}
          mesure={mesure}
          transition={t}
          possibles={auteursPour(acteur.fonction, t)}
          juridictions={acteur.juridictionId ? [] : await juridictions(tx)}
          apres={libelleDUnEtat(mesure, etatApres({ ...mesure, actes }, t, context.aujourdhui), context.aujourdhui)}
          enVigueur={obligations.filter(o => !o.leveeLe)}
          liste={liste}
          deplacement={debutADeplacer({ ...mesure, actes }, t, le)}
          mentions={mentionsDActe({ ...mesure, actes }, t.acte, le)}
          autres={t.cause === 'deces' ? await autresAuDeces(tx, context, { ...lieu, le }) : []}
          brouillon={await brouillonDuFormulaire(tx, context, duFormulaire, recu)}
          dernier={dernier ? { acte: dernier, refus: refusDAnnulerPour(acteur, dernier, sujetDe({ mesure, identite })) } : null}
          aujourdhui={context.aujourdhui}
        />
      )
      return { titre: t.libelle, fil: fil(t.libelle), corps }
    },
    redirectTo: ({ dossierId, mesureId }) => chemins.mesure(dossierId, mesureId),
    flash: ({ libelle, autres: { length: n } }) =>
      `Enregistré : ${libelle}. ${n === 0 ? '' : n === 1 ? 'L’autre mesure prend fin aussi. ' : `Les ${n} autres mesures prennent fin aussi. `}Les échéances sont recalculées.`,
  })
}
