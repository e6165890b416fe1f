import { chemins as convocations } from '../agenda/convocation.paths.ts'
import {
  Actions,
  adresseDeListe,
  Bouton,
  CadreDeListe,
  ChampCases,
  EtatVide,
  type FormState,
  Formulaire,
  LienBouton,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import type { lettresAImprimer } from './boite.store.ts'
import { chemins } from './message.paths.ts'
import { libelleDeMoment } from './message.rules.ts'

type LettresProps = { state: FormState; liste: Awaited<ReturnType<typeof lettresAImprimer>> }
/**
 * Which letters wait, each of them the letter of its convocation; those of the page in one print.
 */
export const LettresAImprimer = ({ state, liste }: LettresProps) =>
  liste.total === 0 ? (
    <div class="fil-pile">
      <Titre>Lettres à imprimer</Titre>
      <EtatVide>
        Aucune lettre n’attend. Il s’en écrit une quand ni SMS ni courriel ne peut atteindre la
        personne.
      </EtatVide>
    </div>
  ) : (
    <div class="fil-pile">
      <Titre
        actions={
          <LienBouton
            href={`${chemins.lettresPdf}?page=${liste.page}&par=${liste.par}`}
            variante="secondaire"
          >
            {liste.lignes.length > 1
              ? `Imprimer ces ${liste.lignes.length} lettres`
              : 'Imprimer la lettre'}
          </LienBouton>
        }
      >
        Lettres à imprimer
      </Titre>
      <p>
        Chaque lettre est celle de la convocation : en français, avec la langue de la personne sur
        la même feuille quand elle est notée.
      </p>
      <Formulaire large>
        <ResumeErreurs state={state} libelles={{ ids: 'Lettres' }} />
        <CadreDeListe
          cle="lettres"
          liste={liste}
          nom={['lettre', 'lettres']}
          ligne={ligne => ligne.id}
          vide={null}
          url={adresseDeListe(chemins.aImprimer, liste)}
        >
          <ChampCases
            state={
              Object.keys(state.values).length
                ? state
                : { ...state, values: { ids: liste.lignes.map(ligne => ligne.id) } }
            }
            name="ids"
            label="Lettres"
            plusieurs
            required
            options={liste.lignes.map(ligne => ({
              value: ligne.id,
              label: `${ligne.nomComplet}, ${libelleDeMoment(ligne.moment)}`,
              hint: ligne.destinataire,
            }))}
          />
        </CadreDeListe>
        <Actions>
          <Bouton>Noter imprimées</Bouton>
        </Actions>
      </Formulaire>
      <details>
        <summary>Une lettre à la fois, ou dans une autre langue</summary>
        <ul>
          {liste.lignes.map(ligne => (
            <li>
              {ligne.objetId ? (
                <a href={convocations.convocation(ligne.dossierId, ligne.objetId)}>
                  {ligne.nomComplet}
                </a>
              ) : (
                ligne.nomComplet
              )}
              {ligne.langues.length === 0 && <span class="fil-discret"> langue non notée</span>}
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
