import { afficherHeure, afficherJourCourt, ajouterJours, type Jour } from '../platform/date.ts'
import { EtatVide, LienBouton, Tableau, Titre } from '../platform/interface/index.ts'
import { direDe } from '../platform/mots.ts'
import { chemins } from './calendrier.paths.ts'
import { motifsDAbsence } from './calendrier.rules.ts'
import type { AbsenceAVenir } from './calendrier.store.ts'
import type { Peut } from './calendrier.views.tsx'
import { OngletsDuCalendrier } from './onglets.views.tsx'

const momentLu = (moment: string) => {
  const [le = '', heure = ''] = moment.split('T')
  return { le: le as Jour, heure: heure.slice(0, 5) }
}
/** « du 24/11/2026 au 26/11/2026 », « le 24/11/2026 de 9 h 00 à 12 h 00 ». */
export function duAu({ du, au }: { du: string; au: string }): string {
  const [debut, fin] = [momentLu(du), momentLu(au)]
  const dernier = fin.heure === '00:00' ? ajouterJours(fin.le, -1) : fin.le
  const entiers = debut.heure === '00:00' && fin.heure === '00:00'
  if (debut.le === dernier)
    return entiers
      ? `le ${afficherJourCourt(debut.le)}`
      : `le ${afficherJourCourt(debut.le)} de ${afficherHeure(debut.heure)} à ${fin.heure === '00:00' ? 'la fin du jour' : afficherHeure(fin.heure)}`
  const heure = (donnees: { heure: string }) =>
    entiers || donnees.heure === '00:00' ? '' : ` ${afficherHeure(donnees.heure)}`
  return `du ${afficherJourCourt(debut.le)}${heure(debut)} au ${afficherJourCourt(dernier)}${heure(fin)}`
}

type AbsencesProps = { absences: AbsenceAVenir[]; peut: Peut; siens: ReadonlySet<string> }
/** Absences to come; why someone is absent is read by themselves and by who keeps the calendar. */
export const Absences = ({ absences, peut, siens }: AbsencesProps) => {
  const aSoi = (absence: AbsenceAVenir) =>
    absence.agentId === peut.moi || (absence.agendaId !== null && siens.has(absence.agendaId))
  return (
    <div class="fil-pile">
      <Titre
        actions={
          peut.ouvrir && (
            <LienBouton variante="primaire" href={chemins.noterAbsence}>
              Noter une absence
            </LienBouton>
          )
        }
      >
        Absences et fermetures
      </Titre>
      <OngletsDuCalendrier ici={chemins.absences} />
      {absences.length === 0 ? (
        <EtatVide titre="Aucune absence à venir">
          <p>Pendant une absence ou une fermeture, aucun créneau n’est proposé.</p>
        </EtatVide>
      ) : (
        <Tableau
          legende="Absences et fermetures en cours et à venir"
          colonnes={[
            { label: 'Qui, quoi', entete: true, rendu: ligne => ligne.nom },
            { label: 'Quand', rendu: ligne => duAu(ligne) },
            {
              label: 'Motif',
              rendu: ligne =>
                peut.tenir || aSoi(ligne) || ligne.agentId === null
                  ? direDe(motifsDAbsence, ligne.motif)
                  : 'Absence',
            },
            {
              label: 'Changer',
              rendu: ligne =>
                peut.tenir || (peut.ouvrir && aSoi(ligne)) ? (
                  <a
                    href={chemins.retirerAbsence(ligne.absenceId)}
                    aria-label={`Retirer : ${ligne.nom}, ${duAu(ligne)}`}
                  >
                    Retirer
                  </a>
                ) : null,
            },
          ]}
          lignes={absences}
        />
      )}
    </div>
  )
}
