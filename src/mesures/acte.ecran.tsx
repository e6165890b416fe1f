import { brouillonDuFormulaire, reprendre } from '../dossiers/index.ts'
import { juridictions } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import { estJour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { sansBlancs } from '../platform/http/corps.ts'
import { avecRefus, type FormState, valeur } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { lisible } from '../platform/saisie.ts'
import { cleDeLActe } from './acte.commands.ts'
import { AccomplirActe } from './acte.views.tsx'
import { refusDeLActe } from './acte-saisi.rules.ts'
import {
  auteursPour,
  refusDAnnulerPour,
  refusDeJuridiction,
  refusSansAuteur,
} from './competence.rules.ts'
import { contenuDe, portSurLeContenu } from './contenu.rules.ts'
import { debutADeplacer } from './debut.rules.ts'
import { autresAuDeces } from './deces.examen.ts'
import { libelleDUnEtat } from './deroulement.rules.ts'
import { actesDe } from './etat.rules.ts'
import { mentionsDActe } from './execution.rules.ts'
import { ecranDesActes, sujetDe } from './mesure.ecran.ts'
import { accomplirActeForm } from './mesure.forms.ts'
import type { Obligation } from './obligation.store.ts'
import { obligationsDeLaMesure } from './obligation.store.ts'
import { rangerLesObligations } from './obligation.views.tsx'
import { etatApres } from './passage.rules.ts'
import { listeACocher } from './regime.rules.ts'

type Lieu = { dossierId: string; mesureId: string; acte: string }

/** The act asked for, if the measure can take it or at least knows it. */
async function passageDemande(tx: Tx, { acte, ...lieu }: Lieu, { aujourdhui }: Context) {
  const lu = await ecranDesActes(tx, lieu)
  const trouve = trouver(
    actesDe({ ...lu.mesure, actes: lu.actes }, aujourdhui).find(
      ligne => ligne.transition.acte === acte,
    ),
  )
  return { ...lu, ...trouve }
}

/** What the form of an act holds before anything is typed. */
export async function acteDAvance(tx: Tx, lieu: Lieu, context: Context) {
  const { transition, actes, mesure } = await passageDemande(tx, lieu, context)
  const possibles = auteursPour(context.acteur.fonction, transition)
  const propose =
    portSurLeContenu(transition) && transition.effet === 'contenu'
      ? actes.findLast(acte => acte.acte.startsWith('proposition'))
      : undefined
  const repris = await reprendre(tx, context, { ...lieu, cle: cleDeLActe(lieu) }, async () => ({
    le: context.aujourdhui,
    auteur: possibles.length === 1 ? (possibles[0] ?? '') : '',
    decisionJuridictionId: mesure.juridictionId ?? '',
    obligations: propose ? contenuDe(propose) : [],
    avisPersonne: propose?.avisPersonne ?? '',
    ...(transition.cause === 'deces' && { autresMesures: 'oui' }),
  }))
  // That the decision is before one's eyes is said at the moment of sending, never taken back
  // from a draft.
  return { ...repris, decisionVue: '' }
}

type Demande = Awaited<ReturnType<typeof passageDemande>> & { obligations: Obligation[] }
/**
 * What a field says and what the rules say of the others, in one go; before anything is sent, what
 * will be refused anyhow.
 */
function avecLesRegles(
  recu: FormState,
  { mesure, actes, transition, refus, obligations }: Demande,
  { acteur, aujourdhui }: Context,
): FormState {
  if (recu.refusals.length > 0) return recu
  if (Object.keys(recu.errors).length === 0) {
    const dAvance = [
      ...refusDeJuridiction(acteur, mesure),
      ...refusSansAuteur(acteur.fonction, transition),
      ...refus,
    ]
    return { ...recu, refusals: dAvance }
  }
  const tape = {
    ...lisible(accomplirActeForm, sansBlancs(recu.values) as FormState['values']),
    acte: transition.acte,
  }
  return avecRefus(
    recu,
    refusDeLActe(acteur, { ...mesure, actes }, tape, { obligations, aujourdhui }),
  )
}

/** The form of an act, as far as it is filled. */
export async function ecranDActe(tx: Tx, lieu: Lieu, recu: FormState, context: Context) {
  const { acteur, aujourdhui } = context
  const demande = {
    ...(await passageDemande(tx, lieu, context)),
    obligations: await obligationsDeLaMesure(tx, lieu.dossierId, lieu.mesureId),
  }
  const { identite, mesure, actes, transition, fil, obligations } = demande
  const state = avecLesRegles(recu, demande, context)
  const suivie = { ...mesure, actes }
  const typee = valeur(recu, 'le')
  const le = estJour(typee) ? typee : aujourdhui
  const liste = listeACocher(mesure.nature, le)
  const dernier = actes.at(-1)
  const duFormulaire = {
    dossierId: lieu.dossierId,
    cle: cleDeLActe(lieu),
    titre: `${transition.libelle}, ${identite.nomComplet}`,
  }
  const corps = (
    <AccomplirActe
      identite={identite}
      state={rangerLesObligations(state, liste)}
      mesure={mesure}
      transition={transition}
      possibles={auteursPour(acteur.fonction, transition)}
      juridictions={acteur.juridictionId ? [] : await juridictions(tx)}
      apres={libelleDUnEtat(mesure, etatApres(suivie, transition, aujourdhui), aujourdhui)}
      enVigueur={obligations.filter(obligation => !obligation.leveeLe)}
      liste={liste}
      deplacement={debutADeplacer(suivie, transition, le)}
      mentions={mentionsDActe(suivie, transition.acte, le)}
      autres={transition.cause === 'deces' ? await autresAuDeces(tx, context, { ...lieu, le }) : []}
      brouillon={await brouillonDuFormulaire(tx, context, duFormulaire, recu)}
      dernier={
        dernier
          ? { acte: dernier, refus: refusDAnnulerPour(acteur, dernier, sujetDe(demande)) }
          : null
      }
      aujourdhui={aujourdhui}
    />
  )
  return { titre: transition.libelle, fil: fil(transition.libelle), corps }
}
